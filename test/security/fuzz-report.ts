/** What has come out of the nodes that are fuzzed, and what was wrong with it. */
export interface FuzzReport {
    /** Messages that came out of a node, by its id. */
    readonly sent: Readonly<Record<string, number>>;
    /** Errors of a node, by its id. */
    readonly errors: Readonly<Record<string, number>>;
    /** Messages whose `done` was called without an error. */
    readonly done: number;
    readonly wrong: readonly string[];
}
