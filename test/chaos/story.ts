import { type Destination } from "./mqtt-proxy";

/** What became of one document. Times are milliseconds since the start of the run. */
export interface Story {
    readonly id: number;
    sentAt: number | undefined;
    /** The time without acts on Node-RED in which it was sent; undefined: it was sent during an act. */
    period: number | undefined;
    /** "done" or an error code; more than one is a failure. */
    readonly settled: { readonly at: number; readonly as: string }[];
    readonly arrivals: {
        readonly at: number;
        readonly destination: Destination;
        readonly link: number;
        readonly intact: boolean;
    }[];
}

/** The story of a document of which nothing is known yet. */
export function newStory(id: number): Story {
    return { id, sentAt: undefined, period: undefined, settled: [], arrivals: [] };
}

/** Whether a Complete node fired for it. */
export function isDone({ settled }: Story): boolean {
    return settled.some(({ as }) => as === "done");
}

/** The code of its first error; undefined where it has none. */
export function failureOf({ settled }: Story): string | undefined {
    return settled.find(({ as }) => as !== "done")?.as;
}

/** Reported done, and as failed as well: it was given up later. */
export function isGivenUp(story: Story): boolean {
    return isDone(story) && failureOf(story) !== undefined;
}
