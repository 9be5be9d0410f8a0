import { variablesIn } from "../connection-settings";
import { type SavedNode } from "../migrations";
import { combined, failed, passed, type Checked } from "../problem";
import { checkBaseUrl, checkTokenUrl } from "./api-address";

/** All that it takes to use ThingPark's API, checked. */
export interface ApiSettings {
    /** Without a slash at its end. */
    readonly baseUrl: string;
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
}

/** The settings that a `wmw-thingpark-api` and its credentials stand for, or every problem that they have. */
export function readApiSettings(saved: SavedNode, credentials: SavedNode): Checked<ApiSettings> {
    const unset = [
        ...variablesIn(saved, (variable) => variable),
        // A secret may look like a variable: it is not shown.
        ...variablesIn(credentials, () => "that it names"),
    ];
    if (unset.length > 0) return { ok: false, problems: unset };
    const checked = combined<Omit<ApiSettings, "tokenUrl">>({
        baseUrl: checkBaseUrl(saved.baseUrl),
        clientId: checkCredential("clientId", credentials.clientId),
        clientSecret: checkCredential("clientSecret", credentials.clientSecret),
    });
    if (!checked.ok) return checked;
    const tokenUrl = checkTokenUrl({ tokenUrl: saved.tokenUrl, ...checked.value });
    return tokenUrl.ok ? passed({ ...checked.value, tokenUrl: tokenUrl.value }) : tokenUrl;
}

/** A credential that has to be there. It is not shown. */
export function checkCredential(path: "clientId" | "clientSecret", value: unknown): Checked<string> {
    if (typeof value === "string" && value.trim() !== "") return passed(value);
    const what = path === "clientId" ? "the client ID" : "the client secret";
    return failed(path, `${path === "clientId" ? "client-id" : "client-secret"}-missing`, `expected ${what}`);
}
