import { nodeRedRequire } from "../../demo/node-red-install";
import { fetchAnew } from "./fetch-anew";

/** The name and the password of a user of Node-RED's editor; both are the same here. */
export type UserName = "owner" | "reader" | "outsider";

const { hashSync } = nodeRedRequire("bcryptjs") as {
    hashSync: (password: string, rounds: number) => string;
};

/** What each user may do; the outsider may read flows and see statuses, and nothing of connections. */
const PERMISSIONS: Readonly<Record<UserName, string | readonly string[]>> = {
    owner: "*",
    reader: "read",
    outsider: ["flows.read", "settings.read", "status.read"],
};

/** What `settings.js` says for an editor with these users. */
export function adminAuth(): object {
    return {
        type: "credentials",
        users: Object.entries(PERMISSIONS).map(([username, permissions]) => ({
            username,
            password: hashSync(username, 4),
            permissions,
        })),
    };
}

/** Logs a user in; gives the header that goes with each request of his. */
export async function logIn(url: string, name: UserName): Promise<Record<string, string>> {
    const response = await fetchAnew(`${url}/auth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
            client_id: "node-red-admin",
            grant_type: "password",
            scope: [PERMISSIONS[name]].flat().join(" "),
            username: name,
            password: name,
        }),
    });
    if (!response.ok) throw new Error(`log in as ${name}: ${response.status}`);
    const { access_token: token } = (await response.json()) as { access_token: string };
    return { authorization: `Bearer ${token}` };
}
