import { type SavedNode } from "../migrations";
import { combined, failed, passed, type Checked } from "../problem";
import { withoutSecrets } from "../secrets-in-problems";
import { unsetVariables } from "../variable";
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
        ...unsetVariables(saved, (variable) => variable),
        // A secret may look like a variable: it is not shown.
        ...unsetVariables(credentials, () => "that it names"),
    ];
    if (unset.length > 0) return { ok: false, problems: unset };
    const { clientSecret } = credentials;
    return withoutSecrets(checkSettings(saved, credentials), saved, { clientSecret });
}

function checkSettings(saved: SavedNode, credentials: SavedNode): Checked<ApiSettings> {
    const checked = combined<Omit<ApiSettings, "tokenUrl">>({
        baseUrl: checkBaseUrl(saved.baseUrl),
        clientId: checkClientId(credentials.clientId),
        clientSecret: checkClientSecret(credentials.clientSecret),
    });
    if (!checked.ok) return checked;
    const tokenUrl = checkTokenUrl({ tokenUrl: saved.tokenUrl, ...checked.value });
    return tokenUrl.ok ? passed({ ...checked.value, tokenUrl: tokenUrl.value }) : tokenUrl;
}

/** The client that a token is asked for as: it has to be there. */
export function checkClientId(value: unknown): Checked<string> {
    return isPresent(value)
        ? passed(value)
        : failed("clientId", "client-id-missing", "expected the client ID");
}

function checkClientSecret(value: unknown): Checked<string> {
    return isPresent(value)
        ? passed(value)
        : failed("clientSecret", "client-secret-missing", "expected the client secret");
}

function isPresent(value: unknown): value is string {
    return typeof value === "string" && value.trim() !== "";
}
