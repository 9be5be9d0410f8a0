import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { type Outbox } from "../../../nodes/lib/outbox/outbox";
import { type WmwConfigNode } from "../../../nodes/wmw-config/wmw-config-node";
import { uplink } from "../../support/documents";
import { AsyncWork } from "../witness/async-work";
import { JsonCalls } from "../witness/json-calls";
import { Steps } from "../witness/steps";
import { COUNTING, FENCE, type WorkReport } from "../witness/work-report";

/** Documents that wait for their `done` at the same time: no more than fit in memory beside the window. */
const OUTSTANDING = 250;

/** Documents for nodes to get in turn, until each is settled and, where that is wanted, each node has shown a status. */
interface Order {
    readonly nodes: readonly string[];
    readonly documents: number;
    readonly untilShown: boolean;
}

/** Counts what this Node-RED does. */
class Witness {
    readonly #asynchronous = new AsyncWork();
    readonly #json = new JsonCalls();
    readonly #steps = new Steps();
    readonly #statuses = new Map<string, number>();
    readonly #messages = new Map<string, number>();
    #begin = 0;
    #whenShown: () => void = () => undefined;

    /** Begins to count, once all that was given before has arrived and the file system is at rest. */
    async begin(outbox: Outbox): Promise<void> {
        await this.#asynchronous.filesAtRest(
            () => outbox.queued === 0 && outbox.inFlight === 0 && outbox.backlogBytes === 0,
        );
        this.#steps.take();
        this.#statuses.clear();
        this.#messages.clear();
        this.#json.reset();
        this.#asynchronous.reset();
        this.#begin = performance.now();
    }

    status(id: string): void {
        count(this.#statuses, id);
        this.#whenShown();
    }

    /** Resolves when each of these nodes has shown a status. */
    async shownBy(nodes: readonly string[]): Promise<void> {
        await new Promise<void>((resolve) => {
            this.#whenShown = (): void => {
                if (nodes.every((id) => this.#statuses.has(id))) resolve();
            };
            this.#whenShown();
        });
    }

    message(devEUI: string): void {
        count(this.#messages, devEUI);
    }

    report(): WorkReport {
        return {
            seconds: (performance.now() - this.#begin) / 1_000,
            timers: [...this.#asynchronous.timers],
            fileRequests: [...this.#asynchronous.fileRequests],
            parses: this.#json.parses,
            serialisations: this.#json.serialisations,
            statuses: Object.fromEntries(this.#statuses),
            messages: Object.fromEntries(this.#messages),
            steps: this.#steps.take(),
        };
    }
}

function count(counts: Map<string, number>, key: string): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * `POST /witness/uplinks` with an `Order` carries it out, and answers with what was done; `POST /witness/commands` answers with what was done when the command for `FENCE`
 * has come. As a node it takes the commands.
 */
export = (RED: NodeAPI): void => {
    const witness = new Witness();
    const settles = new Map<object, (error: unknown) => void>();
    let fenceCame: () => void = () => undefined;

    RED.hooks.add("onComplete", ({ msg, error }: { msg: object; error?: unknown }) => {
        settles.get(msg)?.(error);
    });
    RED.events.on("node-status", ({ id }: { id: string }) => {
        witness.status(id);
    });
    RED.httpAdmin.post("/witness/uplinks", (request, response) => {
        giveAll(request.body as Order).then(
            (report) => response.json(report),
            (error: unknown) => response.status(500).send(String(error)),
        );
    });
    RED.httpAdmin.post("/witness/commands", (_request, response) => {
        fenceCame = (): void => {
            response.json(witness.report());
        };
        void witness.begin(outboxOf("config")).then(() => {
            console.log(COUNTING);
        });
    });

    function outboxOf(id: string): Outbox {
        const { wmw } = RED.nodes.getNode(id) as WmwConfigNode;
        if (!wmw.ok) throw new Error(`${id} has no connection`);
        return wmw.value.outbox;
    }

    async function giveAll({ nodes, documents, untilShown }: Order): Promise<WorkReport> {
        await witness.begin(outboxOf("config"));
        for (let given = 0; given < documents; given += OUTSTANDING) {
            const batch = Array.from({ length: Math.min(OUTSTANDING, documents - given) }, (_, index) => ({
                id: nodes[(given + index) % nodes.length] ?? "",
                payload: uplink(undefined, { FCntUp: given + index }),
            }));
            await Promise.all(batch.map(({ id, payload }) => give(id, { payload })));
        }
        if (untilShown) await witness.shownBy(nodes);
        return witness.report();
    }

    async function give(id: string, message: { payload: object }): Promise<void> {
        const settled = new Promise<unknown>((resolve) => settles.set(message, resolve));
        RED.nodes.getNode(id).receive(message);
        const error = await settled;
        settles.delete(message);
        if (error !== undefined && error !== null)
            throw new Error(`${id} refused a document`, { cause: error });
    }

    function WorkWitness(this: Node, definition: NodeDef): void {
        RED.nodes.createNode(this, definition);
        this.on("input", (message, _send, done) => {
            const { devEUI } = message as { devEUI?: string };
            if (devEUI === FENCE) fenceCame();
            else witness.message(String(devEUI));
            done();
        });
    }
    RED.nodes.registerType("work-witness", WorkWitness);
};
