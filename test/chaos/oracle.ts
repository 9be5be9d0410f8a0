import { DuplicateCount, type DuplicateLimits, type Excess } from "./duplicate-count";
import { type Destination } from "./mqtt-proxy";
import { failureOf, isDone, isGivenUp, newStory, type Story } from "./story";

/** Something that was seen during a run. */
export type ChaosEvent =
    | { readonly type: "sent" | "done"; readonly id: number }
    /** A Catch node got an error with this document. */
    | { readonly type: "failed"; readonly id: number; readonly code: string }
    | {
          readonly type: "arrived";
          readonly id: number;
          readonly destination: Destination;
          /** The number of the connection that brought it; a later one has a higher number. */
          readonly link: number;
          /** Whether it is, byte for byte, what was sent. */
          readonly intact: boolean;
      }
    /** Something is done to Node-RED from now on: what was sent and is not settled yet may stay so. */
    | { readonly type: "acting" }
    /** Nothing is done to Node-RED any more. */
    | { readonly type: "quiet" }
    /** Node-RED was killed; so many connections had been made before. */
    | { readonly type: "killed"; readonly links: number };

/** What a run has shown. Lists hold ids. */
export interface Verdict {
    readonly sent: number;
    readonly done: number;
    /** Different documents. */
    readonly arrived: number;
    /** Arrivals of documents that had arrived before. */
    readonly duplicates: number;
    /** Neither done nor failed: nothing was promised. */
    readonly undone: number;
    /** Failed documents by code. */
    readonly failed: ReadonlyMap<string, number>;
    /** Done, and never arrived. */
    readonly lost: readonly number[];
    /** Arrived at a destination for the first time after a later one. */
    readonly reordered: readonly number[];
    /** Done more than once, or failed more than once. */
    readonly settledTwice: readonly number[];
    /** Done, and also failed: reported as given up later. */
    readonly givenUp: readonly number[];
    /** Never settled, though a later one was within their quiet time, or though that has not ended. */
    readonly forgotten: readonly number[];
    /** Arrived again by the same connection: only the end of one is a reason to send again. */
    readonly repeated: readonly number[];
    /** Arrived as something else. */
    readonly altered: readonly number[];
    readonly excesses: readonly Excess[];
}

/** Judges what was seen during a run against what the package promises. */
export class Oracle {
    readonly #stories = new Map<number, Story>();
    readonly #duplicates: DuplicateCount;
    readonly #reordered: number[] = [];
    readonly #repeated: number[] = [];
    /** The last id that has arrived. */
    readonly #highest: Record<Destination, number> = { main: 0, other: 0 };
    /** The last id of each quiet time that was settled within it. */
    readonly #settledUpTo = new Map<number, number>();
    /** The number of the quiet time that it is; undefined during an act on Node-RED. */
    #period: number | undefined = 0;
    #periods = 1;

    constructor(limits: DuplicateLimits) {
        this.#duplicates = new DuplicateCount(limits);
    }

    /** Notes an event; events come in the order in which they happened. */
    note(event: ChaosEvent, at: number): void {
        switch (event.type) {
            case "sent":
                Object.assign(this.story(event.id), { sentAt: at, period: this.#period });
                return;
            case "done":
                this.#settled(event.id, { at, as: "done" });
                return;
            case "failed":
                this.#settled(event.id, { at, as: event.code });
                return;
            case "arrived":
                this.#arrived(event, at);
                return;
            case "acting":
                this.#period = undefined;
                return;
            case "quiet":
                this.#period = this.#periods;
                this.#periods += 1;
                return;
            case "killed":
                this.#duplicates.killed(event.links);
                return;
            default:
                event satisfies never;
        }
    }

    /** What became of a document so far. */
    story(id: number): Story {
        const story = this.#stories.get(id) ?? newStory(id);
        this.#stories.set(id, story);
        return story;
    }

    /** To be asked when all that can still arrive has arrived. */
    verdict(): Verdict {
        const stories = [...this.#stories.values()];
        const ids = (has: (story: Story) => boolean): number[] => stories.filter(has).map(({ id }) => id);
        return {
            sent: ids(({ sentAt }) => sentAt !== undefined).length,
            done: ids(isDone).length,
            arrived: ids(({ arrivals }) => arrivals.length > 0).length,
            duplicates: this.#duplicates.total,
            undone: ids(({ settled }) => settled.length === 0).length,
            failed: failuresByCode(stories),
            lost: ids((story) => isDone(story) && story.arrivals.length === 0),
            reordered: this.#reordered,
            repeated: this.#repeated,
            settledTwice: ids((story) => story.settled.length > 1 && !isGivenUp(story)),
            givenUp: ids(isGivenUp),
            forgotten: ids((story) => this.#isForgotten(story)),
            altered: ids(({ arrivals }) => arrivals.some(({ intact }) => !intact)),
            excesses: this.#duplicates.excesses,
        };
    }

    #settled(id: number, settlement: Story["settled"][number]): void {
        const { settled, period } = this.story(id);
        settled.push(settlement);
        // While nodes are replaced Node-RED has nobody to tell of a settled document; that is none of ours.
        if (period === undefined || period !== this.#period) return;
        this.#settledUpTo.set(period, Math.max(id, this.#settledUpTo.get(period) ?? 0));
    }

    #arrived({ id, destination, link, intact }: ChaosEvent & { type: "arrived" }, at: number): void {
        const { arrivals } = this.story(id);
        if (arrivals.length > 0) {
            this.#duplicates.arrivedAgain(link);
            if (arrivals.at(-1)?.link === link) this.#repeated.push(id);
        } else {
            this.#duplicates.arrivedNew(link);
            if (id < this.#highest[destination]) this.#reordered.push(id);
            else this.#highest[destination] = id;
        }
        arrivals.push({ at, destination, link, intact });
    }

    #isForgotten({ id, settled, period }: Story): boolean {
        if (settled.length > 0 || period === undefined) return false;
        return period === this.#period || id < (this.#settledUpTo.get(period) ?? 0);
    }
}

function failuresByCode(stories: readonly Story[]): Map<string, number> {
    const failures = new Map<string, number>();
    for (const code of stories.map(failureOf)) {
        if (code !== undefined) failures.set(code, (failures.get(code) ?? 0) + 1);
    }
    return failures;
}
