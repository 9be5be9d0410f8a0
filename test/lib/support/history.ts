import should from "should";

/** What happened to documents, over the lives of one store after another. Each has a name of its own. */
export class History {
    /** In the order in which they were given to a store. */
    readonly appended: string[];
    /** Those that were settled without, and with an error. */
    readonly safe: Set<string>;
    readonly refused: Set<string>;
    readonly removed: Set<string>;

    /** `before`: what happened so far. */
    constructor(before?: History) {
        this.appended = [...(before?.appended ?? [])];
        this.safe = new Set(before?.safe);
        this.refused = new Set(before?.refused);
        this.removed = new Set(before?.removed);
    }

    /** Documents that have to be there after a crash. */
    get owed(): string[] {
        return this.appended.filter((name) => this.safe.has(name) && !this.removed.has(name));
    }

    /** What a store gives back after a crash: all that is owed, in order, and nothing that was refused. */
    expect(recovered: readonly string[]): void {
        const known = new Set(recovered);
        should(recovered).deepEqual(this.appended.filter((name) => known.has(name)));
        should(this.owed.filter((name) => !known.has(name))).deepEqual([], "lost");
        should(recovered.filter((name) => this.refused.has(name))).deepEqual([], "refused, and came back");
    }
}
