import { isJsonObject } from "../documents/json-object";
import { type Problem } from "../problem";
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
    | { readonly with: "nothing"; readonly problems: readonly Problem[] };

/** What Node-RED shows in a password field in the place of a stored one. */
const STORED = "__PWRD__";

const SECRET_MISSING: Problem = {
    path: "clientSecret",
    code: "client-secret-again",
    message: "type it again: the stored one is sent only where it is deployed to go",
};

/** The form of a request; undefined where it is none. */
export function readApiForm(body: unknown): ApiForm | undefined {
    if (!isJsonObject(body)) return undefined;
    const { baseUrl, tokenUrl = "", tls = "", clientId, clientSecret = "" } = body;
    if (typeof baseUrl !== "string" || typeof tokenUrl !== "string" || typeof tls !== "string")
        return undefined;
    if (typeof clientId !== "string" || typeof clientSecret !== "string") return undefined;
    const typed = clientSecret === STORED ? "" : clientSecret;
    return { baseUrl, tokenUrl, tls, clientId, clientSecret: typed };
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
    const variables = problemsOfVariables(form);
    if (variables.length > 0) return { with: "nothing", problems: variables };
    return form.clientSecret === "" ? { with: "nothing", problems: [SECRET_MISSING] } : { with: "form" };
}

function problemsOfVariables(form: ApiForm): Problem[] {
    const message = "deploy first: only the deployed node knows the value of an environment variable";
    return Object.entries(form)
        .filter(([, value]) => isVariable(value))
        .map(([path]) => ({ path, code: "variable-not-tried", message }));
}
