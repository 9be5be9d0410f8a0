import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { fetchAnew } from "./fetch-anew";

/** How much of a deploy is restarted. */
export type DeployType = "full" | "flows" | "nodes";

/** What the editor does by HTTP. Whatever is no success throws. */
export class AdminApi {
    readonly #url: string;

    constructor(url: string) {
        this.#url = url;
    }

    /** The answer to a GET as JSON. */
    async get(path: string): Promise<unknown> {
        return (await this.#ask("GET", path, { accept: "application/json" })).json();
    }

    /** Posts JSON. */
    async post(path: string, body: object, headers: Record<string, string> = {}): Promise<void> {
        await this.#ask(
            "POST",
            path,
            { "content-type": "application/json", ...headers },
            JSON.stringify(body),
        );
    }

    /** The flows as the editor gets them, and exports them. */
    async flows(): Promise<FlowNode[]> {
        return (await this.get("flows")) as FlowNode[];
    }

    /**
     * Deploys flows; credentials travel inside the nodes, as from the editor. Resolves when Node-RED has taken them: it
     * answers when the nodes before are closed, and starts these only then.
     */
    async deploy(nodes: readonly FlowNode[], type: DeployType, credentials: Credentials = {}): Promise<void> {
        const body = nodes.map((node) => {
            const own = credentials[String(node.id)];
            return own ? { ...node, credentials: own } : node;
        });
        await this.post("flows", body, { "node-red-deployment-type": type });
    }

    /** Presses the button of an inject node. */
    async inject(id: string): Promise<void> {
        await this.#ask("POST", `inject/${id}`, {});
    }

    async #ask(
        method: "GET" | "POST",
        path: string,
        headers: Record<string, string>,
        body?: string,
    ): Promise<Response> {
        const response = await fetchAnew(`${this.#url}/${path}`, {
            method,
            headers,
            ...(body === undefined ? {} : { body }),
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return response;
    }
}
