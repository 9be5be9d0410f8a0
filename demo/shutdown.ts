/** What has to be undone at the end, in the reverse of the order in which it was done. */
export class Shutdown {
    readonly #steps: (() => void | Promise<void>)[] = [];
    #end: Promise<void> | undefined;

    /** Whether the end has begun: what fails from then on fails because of it. */
    get begun(): boolean {
        return this.#end !== undefined;
    }

    /** Remembers a step for the end. */
    add(step: () => void | Promise<void>): void {
        this.#steps.push(step);
    }

    /** Takes the steps, the last one first; one that fails is reported and keeps none of the others back. */
    run(): Promise<void> {
        this.#end ??= this.#run();
        return this.#end;
    }

    async #run(): Promise<void> {
        // Also what is added while an earlier step is awaited: a start that a signal interrupts goes on for a bit.
        for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
            try {
                await step();
            } catch (error) {
                console.error(error);
            }
        }
    }
}
