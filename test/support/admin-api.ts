import { type Credentials, type FlowNode } from "../../demo/user-directory";

/** How much of a deploy is restarted. */
export type DeployType = "full" | "flows" | "nodes";

/** What the editor does by HTTP. */
export class AdminApi {
    readonly #url: string;

    constructor(url: string) {
        this.#url = url;
    }

    /** The answer to a GET as JSON; throws where the status is no success. */
    async get(path: string): Promise<unknown> {
        const response = await fetch(`${this.#url}/${path}`, { headers: { accept: "application/json" } });
        if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
        return response.json();
    }

    /** Posts JSON; throws where the status is no success. */
    async post(path: string, body: object): Promise<void> {
        const response = await fetch(`${this.#url}/${path}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    }

    /** The flows as the editor gets them, and exports them. */
    async flows(): Promise<FlowNode[]> {
        return (await this.get("flows")) as FlowNode[];
    }

    /** Deploys flows; credentials travel inside the nodes, as from the editor. Resolves when they have started. */
    async deploy(nodes: readonly FlowNode[], type: DeployType, credentials: Credentials = {}): Promise<void> {
        const body = nodes.map((node) => {
            const own = credentials[String(node.id)];
            return own ? { ...node, credentials: own } : node;
        });
        const response = await fetch(`${this.#url}/flows`, {
            method: "POST",
            // Node-RED closes a connection that nobody uses for 5 s: on a slow machine just when it is to be used again.
            headers: {
                "content-type": "application/json",
                "node-red-deployment-type": type,
                connection: "close",
            },
            body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`deploy: ${response.status} ${await response.text()}`);
    }

    /** Presses the button of an inject node. */
    async inject(id: string): Promise<void> {
        const response = await fetch(`${this.#url}/inject/${id}`, { method: "POST" });
        if (!response.ok) throw new Error(`inject ${id}: ${response.status}`);
    }
}
