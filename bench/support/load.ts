import { startProfile } from "./profile";
import { sampleUplink } from "./sample-documents";
import { usageNow, type Usage } from "./usage";

/** What a load consists of. */
export interface LoadOptions {
    /** How many documents are on their way at a time. */
    readonly outstanding: number;
    /** Documents before the measured ones, for which the process gets to its working size. */
    readonly warmUp: number;
    readonly count: number;
    /** Devices of the measured documents; those before them come from one. */
    readonly devices?: number;
    readonly bytes?: number;
    /** Milliseconds between the end of one and the start of the next; default: none. */
    readonly pause?: number;
}

/** What was measured of it. */
export interface LoadResult {
    readonly count: number;
    /** Milliseconds from the first measured document to the end of the last. */
    readonly milliseconds: number;
    /** CPU time of the process, in microseconds. */
    readonly cpu: number;
    readonly rssBefore: number;
    readonly rssAfter: number;
    /** What is in use at the end, without the garbage: on the heap and beside it, in bytes. */
    readonly heapAfter: number;
    /** With a pause: milliseconds from the input to the end of a document, sorted. */
    readonly latencies: readonly number[];
}

/** Keeps so many documents on their way, and measures how long that takes. The very same for all peers. */
export class Load {
    readonly #options: LoadOptions;
    readonly #send: (document: object) => void;
    readonly #finished: (result: LoadResult) => void;
    readonly #latencies: number[] = [];
    #sent = 0;
    #completed = 0;
    #sentAt = 0;
    #before: Usage | undefined;
    #endProfile: () => void = () => undefined;

    constructor(parts: {
        options: LoadOptions;
        send: (document: object) => void;
        finished: (result: LoadResult) => void;
    }) {
        this.#options = parts.options;
        this.#send = parts.send;
        this.#finished = parts.finished;
    }

    start(): void {
        for (let n = 0; n < this.#options.outstanding; n += 1) this.#sendNext();
    }

    /** One of the documents was settled. */
    completed(): void {
        const { warmUp, count, pause } = this.#options;
        this.#completed += 1;
        if (pause !== undefined && this.#completed > warmUp) {
            this.#latencies.push(performance.now() - this.#sentAt);
        }
        if (this.#completed === warmUp) {
            this.#before = collectedUsage();
            this.#endProfile = startProfile();
        }
        if (this.#completed === warmUp + count) this.#finish();
        else if (pause === undefined) this.#sendNext();
        else setTimeout(() => this.#sendNext(), pause);
    }

    #sendNext(): void {
        const { warmUp, count, devices = 1, bytes } = this.#options;
        if (this.#sent === warmUp + count) return;
        const isMeasured = this.#sent >= warmUp;
        const document = sampleUplink(this.#sent, {
            devices: isMeasured ? devices : 1,
            ...(bytes === undefined ? {} : { bytes }),
        });
        this.#sent += 1;
        this.#sentAt = performance.now();
        this.#send(document);
    }

    #finish(): void {
        const before = this.#before ?? usageNow();
        const after = usageNow();
        this.#endProfile();
        const { rss, heap } = collectedUsage();
        this.#finished({
            count: this.#options.count,
            milliseconds: after.at - before.at,
            cpu: after.cpu - before.cpu,
            rssBefore: before.rss,
            rssAfter: rss,
            heapAfter: heap,
            latencies: this.#latencies.sort((a, b) => a - b),
        });
    }
}

/** Without the garbage, where the process was started so that it can be collected. */
function collectedUsage(): Usage {
    global.gc?.();
    return usageNow();
}
