import { isJsonObject } from "../documents/json-object";
import { isVariable } from "../variable";

/** What stands in the dialog of a `wmw-thingpark-api`, raw. */
export interface ApiForm {
    readonly baseUrl: string;
    readonly tokenUrl: string;
    readonly tls: string;
    readonly clientId: string;
    /** Blank where the stored one was not touched. */
    readonly clientSecret: string;
}

/** With what a form is to be tried. */
export type Trial =
    /** It says what is deployed: the deployed node is asked, with its own secret. */
    | { readonly with: "deployed" }
    | { readonly with: "form" }
    | { readonly with: "nothing"; readonly reason: "deploy-first" | "secret-missing" };

/** What Node-RED shows in a password field in the place of a stored one. */
const STORED = "__PWRD__";

/** The form of a request; undefined where it is none. */
export function readApiForm(body: unknown): ApiForm | undefined {
    if (!isJsonObject(body)) return undefined;
    const { baseUrl, tokenUrl = "", tls = "", clientId, clientSecret = "" } = body;
    const fields = { baseUrl, tokenUrl, tls, clientId, clientSecret };
    if (!Object.values(fields).every((field) => typeof field === "string")) return undefined;
    const form = fields as ApiForm;
    return form.clientSecret === STORED ? { ...form, clientSecret: "" } : form;
}

/**
 * Decides with what a form is tried. The stored secret goes only where it goes when the flows run: to the
 * addresses, with the client and the TLS settings, that are deployed. The value of a variable is known to the
 * deployed node only.
 *
 * @param deployed the same fields as they are deployed, variables not replaced; undefined: it is not deployed
 */
export function trialOf(form: ApiForm, deployed: ApiForm | undefined): Trial {
    const isDeployed =
        form.baseUrl === deployed?.baseUrl &&
        form.tokenUrl === deployed.tokenUrl &&
        form.tls === deployed.tls &&
        form.clientId === deployed.clientId;
    if (isDeployed && (form.clientSecret === "" || form.clientSecret === deployed.clientSecret)) {
        return { with: "deployed" };
    }
    if (Object.values(form).some(isVariable)) return { with: "nothing", reason: "deploy-first" };
    if (form.clientSecret === "") return { with: "nothing", reason: "secret-missing" };
    return { with: "form" };
}
