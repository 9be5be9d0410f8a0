import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Node, type NodeInitializer } from "node-red";
import helper, { type TestFlows } from "node-red-node-test-helper";
import { nodeRedLibrary, nodeRedRequire } from "../../demo/node-red-install";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import config from "../../nodes/wmw-config/wmw-config";
import connections from "../../nodes/wmw-connections/wmw-connections";
import downlinkIn from "../../nodes/wmw-downlink-in/wmw-downlink-in";
import thingParkApi from "../../nodes/wmw-thingpark-api/wmw-thingpark-api";
import uplinkOut from "../../nodes/wmw-uplink-out/wmw-uplink-out";
import { Inbox } from "./inbox";
import { inWords } from "./words";

/** A message as it arrives at a helper node. */
export type Message = Record<string, unknown>;

const tlsConfig = nodeRedRequire("@node-red/nodes/core/network/05-tls.js") as NodeInitializer;
const { events, log } = nodeRedRequire("@node-red/util") as {
    events: EventEmitter;
    log: { addHandler(handler: EventEmitter): void; removeHandler(handler: EventEmitter): void };
};

helper.init(nodeRedLibrary);

/** Our nodes with the texts of their locale, for which the test helper has no translation. */
const OUR_NODES = [config, uplinkOut, downlinkIn, thingParkApi, connections].map(
    (register): NodeInitializer =>
        (RED) => {
            Object.assign(RED, { _: inWords });
            register(RED);
        },
);

const CONFIG_TYPES = new Set(["wmw-config", "wmw-thingpark-api", "tls-config"]);

interface LogEntry {
    readonly level: number;
    readonly msg: unknown;
}

/** Node-RED's numbers for the levels of its log. */
const LEVELS = { error: 20, warn: 30 };

interface StatusEvent {
    readonly id: string;
    /** Absent when the node is taken away. */
    readonly status?: { readonly text?: string };
}

/**
 * A flow that runs in this process, in Node-RED's own runtime. Messages that reach its helper nodes and the
 * statuses of its nodes are recorded from the start, so that a test can ask for what has already happened.
 */
export class RunningFlow {
    readonly #inboxes = new Map<string, Inbox<Message>>();
    readonly #statuses = new Map<string, string>();
    readonly #statusWaiters = new Set<() => void>();
    readonly #log: LogEntry[] = [];
    readonly #logHandler = new EventEmitter().on("log", (entry: LogEntry) => this.#log.push(entry));
    readonly #onStatus = ({ id, status }: StatusEvent): void => {
        this.#statuses.set(id, status?.text ?? "");
        for (const waiter of this.#statusWaiters) waiter();
    };

    readonly #queueFolder: string;
    /** Whether the folder is the test's own, and is kept when the flow stops. */
    readonly #keepsQueues: boolean;

    private constructor(queueFolder: string | undefined) {
        this.#keepsQueues = queueFolder !== undefined;
        this.#queueFolder = queueFolder ?? mkdtempSync(join(tmpdir(), "wmw-queue-"));
    }

    /**
     * Starts the flow; nodes that are no config nodes are put on one tab. Its queues are kept in the folder that
     * is handed in, else in one that goes away with the flow.
     */
    static async start(
        nodes: readonly FlowNode[],
        credentials: Credentials = {},
        queueFolder?: string,
    ): Promise<RunningFlow> {
        const flow = new RunningFlow(queueFolder);
        try {
            await flow.#start(nodes, credentials);
        } catch (error) {
            // What a failed start leaves open would fail the next one, and keep mocha from ending.
            await flow.stop();
            throw error;
        }
        return flow;
    }

    /** Stops the flow and the runtime. */
    async stop(): Promise<void> {
        await helper.unload();
        if (!this.#keepsQueues) rmSync(this.#queueFolder, { recursive: true, force: true });
        events.off("node-status", this.#onStatus);
        log.removeHandler(this.#logHandler);
        await new Promise<void>((resolve) => {
            helper.stopServer(resolve);
        });
    }

    /** A node of the flow; undefined where it could not be made. */
    node(id: string): Node | null {
        return helper.getNode(id);
    }

    /** Sends a message into a node. */
    send(id: string, message: Message): void {
        const node = this.node(id);
        if (!node) throw new Error(`there is no node ${id}`);
        node.receive(message);
    }

    /** The next message at a helper node that was not asked for yet. */
    next(id: string): Promise<Message> {
        return this.#inbox(id).next();
    }

    /** How many messages are at a helper node that were not asked for yet. */
    waiting(id: string): number {
        return this.#inbox(id).waiting;
    }

    /** Resolves when the node shows this status, given as its key below `status`, now or later. */
    status(id: string, key: string): Promise<void> {
        return this.#shows(id, (text) => text.endsWith(`:status.${key}`));
    }

    /** Resolves when the node shows a status in these words, now or later. */
    words(id: string, words: RegExp): Promise<void> {
        return this.#shows(id, (text) => words.test(inWords(text)));
    }

    async #shows(id: string, accepts: (text: string) => boolean): Promise<void> {
        const shows = (): boolean => accepts(this.#statuses.get(id) ?? "");
        if (shows()) return;
        await new Promise<void>((resolve) => {
            const waiter = (): void => {
                if (!shows()) return;
                this.#statusWaiters.delete(waiter);
                resolve();
            };
            this.#statusWaiters.add(waiter);
        });
    }

    /** What was logged as an error or a warning since the start. */
    logged(level: keyof typeof LEVELS): string[] {
        return this.#log.filter((entry) => entry.level === LEVELS[level]).map(({ msg }) => String(msg));
    }

    async #start(nodes: readonly FlowNode[], credentials: Credentials): Promise<void> {
        await new Promise<void>((resolve) => {
            helper.startServer(resolve);
        });
        events.on("node-status", this.#onStatus);
        log.addHandler(this.#logHandler);
        const placed = nodes.map((node, index) =>
            CONFIG_TYPES.has(String(node.type))
                ? node
                : { z: "tab", x: 100, y: 40 * index, wires: [], ...node },
        );
        const settings: Record<string, unknown> = { wmwConfigQueueDir: this.#queueFolder };
        helper.settings(settings);
        await helper.load(
            [...OUR_NODES, tlsConfig],
            [{ id: "tab", type: "tab", label: "test" }, ...placed] as unknown as TestFlows,
            credentials,
        );
        for (const { id, type } of nodes) {
            if (type === "helper") this.#record(String(id));
        }
    }

    #inbox(id: string): Inbox<Message> {
        const inbox = this.#inboxes.get(id);
        if (!inbox) throw new Error(`${id} is no helper node of this flow`);
        return inbox;
    }

    #record(id: string): void {
        const inbox = new Inbox<Message>();
        this.#inboxes.set(id, inbox);
        this.node(id)?.on("input", (message, _send, done) => {
            inbox.put({ ...message });
            done();
        });
    }
}
