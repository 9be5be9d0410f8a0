import { setImmediate } from "node:timers/promises";
import { type Node, type NodeAPI, type NodeDef } from "node-red";
import { type AdminResponse } from "../../../nodes/wmw-config/admin-request";
import { uplink } from "../../support/documents";
import { AsyncWork } from "../witness/async-work";
import { JsonCalls } from "../witness/json-calls";
import { Steps } from "../witness/steps";
import { FENCE, type UplinkOrder, type WorkReport } from "../witness/work-report";

/** Documents that wait for their `done` at the same time: no more than fit in memory beside the window. */
const OUTSTANDING = 250;

/** Counts what this Node-RED does. */
class Witness {
    readonly #asynchronous = new AsyncWork();
    readonly #json = new JsonCalls();
    readonly #steps = new Steps();
    readonly #statuses = new Map<string, number>();
    readonly #messages = new Map<string, number>();
    #begin = 0;
    #whenShown: () => void = () => undefined;
    #whenFenced: (report: WorkReport) => void = () => undefined;
    #fenced = Promise.reject<WorkReport>(new Error("nothing is counted yet"));

    constructor() {
        this.#fenced.catch(() => undefined);
    }

    /** What was done until the command for `FENCE` came. */
    get fenced(): Promise<WorkReport> {
        return this.#fenced;
    }

    /** Begins to count, once our code asks nothing of the disk: its queue there is open then. */
    async begin(): Promise<void> {
        await this.#asynchronous.filesAtRest();
        // The clock that timers go by stands still within a turn: in the next one it is not behind this moment.
        this.#begin = performance.now();
        await setImmediate();
        this.#fenced = new Promise((resolve) => {
            this.#whenFenced = resolve;
        });
        this.#statuses.clear();
        this.#messages.clear();
        this.#json.reset();
        this.#asynchronous.reset();
        this.#steps.take();
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
        if (devEUI === FENCE) this.#whenFenced(this.report());
        else count(this.#messages, devEUI);
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
 * `POST /witness/begin` begins to count. `POST /witness/uplinks` carries out an `UplinkOrder`, and
 * `POST /witness/commands` waits for the command for `FENCE`; both answer with what was done since. As a node it takes
 * the commands.
 */
export = (RED: NodeAPI): void => {
    const witness = new Witness();
    const settles = new Map<object, (error: unknown) => void>();

    RED.hooks.add("onComplete", ({ msg, error }: { msg: object; error?: unknown }) => {
        settles.get(msg)?.(error);
    });
    RED.events.on("node-status", ({ id }: { id: string }) => {
        witness.status(id);
    });
    RED.httpAdmin.post("/witness/begin", (_request, response) => {
        answer(
            response,
            witness.begin().then(() => undefined),
        );
    });
    RED.httpAdmin.post("/witness/uplinks", (request, response) => {
        answer(response, giveAll(request.body as UplinkOrder));
    });
    RED.httpAdmin.post("/witness/commands", (_request, response) => {
        answer(response, witness.fenced);
    });

    async function giveAll({ nodes, documents, untilShown }: UplinkOrder): Promise<WorkReport> {
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
            witness.message(String(devEUI));
            done();
        });
    }
    RED.nodes.registerType("work-witness", WorkWitness);
};

function answer(response: AdminResponse, work: Promise<WorkReport | undefined>): void {
    work.then(
        (report) => {
            response.status(200).json(report ?? {});
        },
        (error: unknown) => {
            response.status(500).json({ error: String(error) });
        },
    );
}
