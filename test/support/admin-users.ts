import { nodeRedRequire } from "../../demo/node-red-install";

/** The name and the password of a user of Node-RED's editor; both are the same here. */
export type UserName = "owner" | "reader";

const { hashSync } = nodeRedRequire("bcryptjs") as {
    hashSync: (password: string, rounds: number) => string;
};

/** What `settings.js` says for an editor with one user who may do everything, and one who may only read. */
export function adminAuth(): object {
    return {
        type: "credentials",
        users: [
            { username: "owner", password: hashSync("owner", 4), permissions: "*" },
            { username: "reader", password: hashSync("reader", 4), permissions: "read" },
        ],
    };
}

/** Logs a user in; gives the header that goes with each request of his. */
export async function logIn(url: string, name: UserName): Promise<Record<string, string>> {
    const response = await fetch(`${url}/auth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
            client_id: "node-red-admin",
            grant_type: "password",
            scope: name === "owner" ? "*" : "read",
            username: name,
            password: name,
        }),
    });
    if (!response.ok) throw new Error(`log in as ${name}: ${response.status}`);
    const { access_token: token } = (await response.json()) as { access_token: string };
    return { authorization: `Bearer ${token}` };
}
