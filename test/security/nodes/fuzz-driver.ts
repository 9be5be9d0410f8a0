import { inspect } from "node:util";
import fc from "fast-check";
import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { arbitraryMessage, KEY_IN_MESSAGES } from "../arbitrary-messages";
import { type FuzzReport } from "../fuzz-report";

const BATCH = 200;
const MOST_CHARACTERS = 10_000;
const MOST_WRONG = 10;
const MARK = "fuzz-mark";

interface Failure {
    readonly code?: unknown;
    readonly message?: unknown;
}

interface Completed {
    readonly msg: object;
    readonly node: { readonly id: string };
    readonly error?: Failure | null;
}

/**
 * Gives any messages to nodes, counts what comes out of nodes, and looks at each error: it has to be one of the
 * package's, and must not show what is secret.
 */
class FuzzDriver {
    readonly #sent: Record<string, number> = {};
    readonly #errors: Record<string, number> = {};
    readonly #wrong: string[] = [];
    readonly #open = new Map<object, () => void>();
    #done = 0;

    get report(): FuzzReport {
        return { sent: this.#sent, errors: this.#errors, done: this.#done, wrong: this.#wrong };
    }

    sent(id: string): void {
        this.#sent[id] = (this.#sent[id] ?? 0) + 1;
    }

    /** An error that a node told of, or gave to `done`. */
    failed(id: string, error: Failure): void {
        const { code, message } = error;
        this.#errors[id] = (this.#errors[id] ?? 0) + 1;
        if (!String(code).startsWith("WMW_")) this.#isWrong(`${id}: ${inspect(error)}`);
        if (String(message).includes(KEY_IN_MESSAGES)) this.#isWrong(`${id} shows a key: ${String(message)}`);
        if (String(message).length > MOST_CHARACTERS) this.#isWrong(`${id}: an endless message`);
    }

    completed({ msg, node, error }: Completed): void {
        const settle = this.#open.get(msg);
        if (!settle) this.#isWrong(`${node.id}: done was called again: ${inspect(msg)}`);
        this.#open.delete(msg);
        if (error === undefined || error === null) this.#done += 1;
        else this.failed(node.id, error);
        settle?.();
    }

    /** Resolves when each of so many messages was settled. */
    async run(nodes: readonly Pick<Node, "id" | "receive">[], seed: number, count: number): Promise<void> {
        for (let tried = 0; tried < count; tried += BATCH) {
            const messages = fc.sample(arbitraryMessage, {
                seed: seed + tried,
                numRuns: Math.min(BATCH, count - tried),
            });
            await Promise.all(
                messages.map((message, index) => this.#give(message, nodes[index % nodes.length])),
            );
        }
    }

    #give(message: Record<string, unknown>, node: Pick<Node, "id" | "receive"> | undefined): Promise<void> {
        const settled = new Promise<void>((resolve) => this.#open.set(message, resolve));
        try {
            node?.receive(message);
        } catch (error) {
            this.#isWrong(`${String(node?.id)} threw ${inspect(error)} at ${inspect(message)}`);
        }
        return settled;
    }

    #isWrong(what: string): void {
        if (this.#wrong.length < MOST_WRONG) this.#wrong.push(what.slice(0, 2_000));
    }
}

/** A message as a node sends it, or with what a Catch node adds. */
interface Message {
    readonly error?: Failure & { readonly source: { readonly id: string } };
    readonly payload?: unknown;
}

/**
 * `POST /fuzz/messages` with `{seed, count, nodes}` gives any messages to nodes; `GET /fuzz/report` tells what has
 * come out so far; `GET /fuzz/heap` how many bytes are in use. As a node it counts the messages of the nodes before it.
 */
export = (RED: NodeAPI): void => {
    const driver = new FuzzDriver();
    const targets = new Set<string>();

    RED.hooks.add("onComplete", (event) => {
        if (targets.has(event.node.id)) driver.completed(event);
    });
    RED.events.on("node-status", ({ id, status }: { id: string; status?: { fill?: string } }) => {
        if (status?.fill === "green") console.log(`${id} is green`);
    });
    RED.httpAdmin.post("/fuzz/messages", (request, response) => {
        const { seed, count, nodes } = request.body as { seed: number; count: number; nodes: string[] };
        for (const id of nodes) targets.add(id);
        const receivers = nodes.map((id) => RED.nodes.getNode(id));
        void driver.run(receivers, seed, count).then(() => response.json(driver.report));
    });
    RED.httpAdmin.get("/fuzz/report", (_request, response) => {
        response.json(driver.report);
    });
    RED.httpAdmin.get("/fuzz/heap", (_request, response) => {
        globalThis.gc?.();
        response.json(process.memoryUsage().heapUsed);
    });

    function Counter(this: Node, definition: NodeDef & { counts: string }): void {
        RED.nodes.createNode(this, definition);
        this.on("input", ({ error, payload }: Message, _send, done) => {
            if (error) driver.failed(error.source.id, error);
            else driver.sent(definition.counts);
            const mark: unknown = Reflect.get(Object(payload), MARK);
            if (typeof mark === "number") console.log(`${definition.counts} ${MARK} ${mark}`);
            done();
        });
    }
    RED.nodes.registerType("fuzz-driver", Counter);
};
