import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { TypedEmitter } from "../../demo/typed-emitter";
import { createUserDirectory, type Credentials, type UserDirectory } from "../../demo/user-directory";
import { AdminApi, type DeployType } from "../support/admin-api";
import { loadFlow, type LoadFlowSettings } from "./load-flow";

export interface HostEvents {
    /** A line of Node-RED's log. */
    line: string;
    /** Something is done to Node-RED: it is stopped, or flows are deployed. */
    acting: undefined;
    /** That is over: it runs, with its flows. */
    quiet: undefined;
    killed: undefined;
    /** It ended, or did not end, as it should have. */
    trouble: string;
}

/** A Node-RED that runs the load flow, and what its user and its machine can do to it: one thing at a time. */
export class NodeRedHost extends TypedEmitter<HostEvents> {
    readonly #userDirectory: UserDirectory;
    readonly #takesDocuments: () => Promise<void>;
    #settings: LoadFlowSettings;
    #process: NodeRedProcess | undefined;
    /** It is being ended on purpose. */
    #ending = false;
    #last: Promise<void> = Promise.resolve();

    constructor(parts: {
        settings: LoadFlowSettings;
        credentials: Credentials;
        /** Resolves when the flow takes documents, the first time and after each act. */
        takesDocuments: () => Promise<void>;
    }) {
        super();
        const { settings, credentials, takesDocuments } = parts;
        this.#settings = settings;
        this.#takesDocuments = takesDocuments;
        this.#userDirectory = createUserDirectory({ flows: loadFlow(settings), credentials });
    }

    /** Resolves when its flow takes documents. */
    async start(): Promise<void> {
        this.#ending = false;
        const nodeRed = await startNodeRed({ userDirectory: this.#userDirectory });
        this.#process = nodeRed;
        nodeRed.on("line", (line) => {
            this.emit("line", line);
        });
        nodeRed.on("exit", ({ code, signal }) => {
            if (!this.#ending) this.emit("trouble", `Node-RED ended by itself: ${signal ?? `code ${code}`}`);
        });
        await nodeRed.ready;
        await unlessEnded(nodeRed, this.#takesDocuments());
    }

    /** kill -9, and a new start on the same user directory. */
    killAndStart(): Promise<void> {
        return this.#act(async (nodeRed) => {
            this.#ending = true;
            this.emit("killed", undefined);
            await nodeRed.kill();
            await this.start();
        });
    }

    /** What a service manager does: SIGTERM, and a new start on the same user directory. */
    restart(): Promise<void> {
        return this.#act(async (nodeRed) => {
            this.#ending = true;
            await nodeRed.stop();
            const { signal } = await nodeRed.ended;
            if (signal === "SIGKILL") this.emit("trouble", "Node-RED did not end within 20 s of a SIGTERM");
            await this.start();
        });
    }

    /** Deploys the flow with these changes; without any, with another name of the uplink node. */
    deploy(type: DeployType, changes: Partial<LoadFlowSettings> = {}): Promise<void> {
        return this.#act(async (nodeRed) => {
            const uplinkRevision = this.#settings.uplinkRevision + 1;
            this.#settings = { ...this.#settings, uplinkRevision, ...changes };
            // The answer to a deploy may come before its nodes are there.
            const started = nodeRed.next("line", (line) => /Started (flows|modified)/.test(line));
            await new AdminApi(nodeRed.url).deploy(loadFlow(this.#settings), type);
            await unlessEnded(nodeRed, started.then(this.#takesDocuments));
        });
    }

    /** What a user does who does not want to wait for the next attempt: a modified connection is made anew. */
    reconnect(): Promise<void> {
        return this.deploy("nodes", { configRevision: this.#settings.configRevision + 1 });
    }

    /** Ends it for good, and removes its user directory. */
    async stop(): Promise<void> {
        // An act that failed was reported by its own promise.
        await this.#last.catch(() => undefined);
        this.#ending = true;
        await this.#process?.stop();
        this.#userDirectory.remove();
    }

    #act(act: (nodeRed: NodeRedProcess) => Promise<void>): Promise<void> {
        this.#last = this.#last.then(async () => {
            if (!this.#process) throw new Error("Node-RED was not started");
            this.emit("acting", undefined);
            await act(this.#process);
            this.emit("quiet", undefined);
        });
        return this.#last;
    }
}

/** What is awaited of a Node-RED; rejects where it ends instead. */
async function unlessEnded(nodeRed: NodeRedProcess, awaited: Promise<void>): Promise<void> {
    const ended = nodeRed.ended.then(() => {
        throw new Error("Node-RED ended before its flow took documents");
    });
    await Promise.race([awaited, ended]);
}
