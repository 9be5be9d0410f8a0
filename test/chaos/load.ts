import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { TypedEmitter } from "../../demo/typed-emitter";
import { numberedDocument } from "./numbered-document";

export interface LoadEvents {
    /** A document goes into Node-RED. */
    sent: { readonly id: number };
    /** A Complete node fired for it. */
    done: { readonly id: number };
    /** A Catch node got an error with it. */
    failed: { readonly id: number; readonly code: string };
    /** The connection's own errors, and the status of the uplink node, in words. */
    news: string;
    /** There is a connection to Node-RED. */
    connected: undefined;
    /** Node-RED has read what was sent before this, on the connection that is there. */
    synced: number;
}

/** Every so often (ms) a few documents, and every so many times as many as several windows. */
const INTERVAL = 50;
const STEADY = 15;
const PEAK_EVERY = 40;
const PEAK = 200;

/** More than wait in memory: the outbox has to change over to its store while it sends. */
const BURST = 2_500;

/** While so many wait to be settled no more are sent: a slow machine is no fault. */
const MOST_UNSETTLED = 5_000;

const RECONNECT_AFTER = 100;

/** Feeds numbered documents into a Node-RED that runs the load flow, and hears what became of them. */
export class Load extends TypedEmitter<LoadEvents> {
    readonly #port: number;
    readonly #end = new AbortController();
    #socket: Socket | undefined;
    #paused = false;
    #lastId = 0;
    #settledUpTo = 0;
    #syncs = 0;
    #connecting: Promise<void> = Promise.resolve();
    #feeding: Promise<void> = Promise.resolve();

    constructor(port: number) {
        super();
        this.#port = port;
    }

    /** Connects, now and whenever the connection is lost. */
    start(): void {
        this.#connecting = this.#stayConnected();
    }

    /** Begins to send by itself. */
    flow(): void {
        this.#feeding = this.#feed();
    }

    /** Sends no more by itself; reports still come in. */
    async pause(): Promise<void> {
        this.#paused = true;
        await this.#feeding;
    }

    /** Sends the next document now, and gives its id; undefined where Node-RED cannot be reached. */
    sendOne(): number | undefined {
        return this.#send([this.#lastId + 1]) ? this.#lastId : undefined;
    }

    /** Sends at once more documents than the outbox keeps in memory. */
    burst(): void {
        this.#sendAtOnce(BURST);
    }

    /** Resolves when the flow reads what is sent: from then on nothing is lost on the way into Node-RED. */
    async synced(): Promise<void> {
        this.#syncs += 1;
        const number = this.#syncs;
        const synced = this.next("synced", (answer) => answer >= number);
        const ask = (): void => void this.#socket?.write(asLine(number));
        const stopAsking = this.on("connected", ask);
        ask();
        await synced;
        stopAsking();
    }

    /** What was sent so far may never be settled: waits for it no more. */
    writeOff(): void {
        this.#settledUpTo = this.#lastId;
    }

    /** Ends it. */
    async stop(): Promise<void> {
        this.#paused = true;
        this.#end.abort();
        this.#socket?.destroy();
        await Promise.all([this.#connecting, this.#feeding]);
    }

    async #stayConnected(): Promise<void> {
        while (!this.#end.signal.aborted) {
            await this.#session();
            await delay(RECONNECT_AFTER);
        }
    }

    /** One connection, from its beginning to its end. */
    async #session(): Promise<void> {
        const socket = connect({ host: "127.0.0.1", port: this.#port, noDelay: true });
        socket.on("connect", () => {
            this.#socket = socket;
            this.emit("connected", undefined);
        });
        const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
        const lines = createInterface({ input: socket });
        lines.on("line", (line) => {
            this.#report(line);
        });
        // Both tell an error of the socket, and "close" follows.
        for (const emitter of [socket, lines]) emitter.on("error", () => undefined);
        await ended;
        this.#socket = undefined;
    }

    async #feed(): Promise<void> {
        for (let round = 1; !this.#paused; round += 1) {
            await delay(INTERVAL);
            if (this.#lastId - this.#settledUpTo > MOST_UNSETTLED || this.#socket?.writableNeedDrain)
                continue;
            for (let count = 0; count < STEADY; count += 1) this.#send([this.#lastId + 1]);
            if (round % PEAK_EVERY === 0) this.#sendAtOnce(PEAK);
        }
    }

    #sendAtOnce(count: number): void {
        this.#send(Array.from({ length: count }, (_, index) => this.#lastId + 1 + index));
    }

    /** Sends documents, several as one array. */
    #send(ids: readonly number[]): boolean {
        const socket = this.#socket;
        if (!socket?.writable) return false;
        const documents = ids.map(numberedDocument);
        socket.write(asLine(documents.length === 1 ? documents[0] : documents));
        for (const id of ids) {
            this.#lastId = id;
            this.emit("sent", { id });
        }
        return true;
    }

    #report(line: string): void {
        const [what, ...words] = line.split(" ");
        if (what === "done") this.#settled(words, (id) => this.emit("done", { id }));
        else if (what === "read") this.emit("synced", Number(words[0]));
        else if (what === "failed") {
            const [code = "", ...ids] = words;
            this.#settled(ids, (id) => this.emit("failed", { id, code }));
        } else this.emit("news", line);
    }

    #settled(words: readonly string[], tell: (id: number) => void): void {
        for (const id of words.map(Number)) {
            this.#settledUpTo = Math.max(this.#settledUpTo, id);
            tell(id);
        }
    }
}

/** JSON in one line of ASCII: `tcp in` damages other characters where they are torn between two reads. */
function asLine(value: unknown): string {
    const escape = (character: string): string =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return `${JSON.stringify(value).replace(/[^\0-\x7f]/g, escape)}\n`;
}
