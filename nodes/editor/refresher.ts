/** Does a task when asked to: never twice at a time, and once more at the end where it was asked for meanwhile. */
export class Refresher {
    readonly #task: () => Promise<void>;
    #asked = false;
    #busy = false;

    constructor(task: () => Promise<void>) {
        this.#task = task;
    }

    request(): void {
        this.#asked = true;
        if (!this.#busy) void this.#run();
    }

    async #run(): Promise<void> {
        this.#busy = true;
        try {
            while (this.#takeAsked()) await this.#task();
        } finally {
            this.#busy = false;
        }
    }

    #takeAsked(): boolean {
        const asked = this.#asked;
        this.#asked = false;
        return asked;
    }
}
