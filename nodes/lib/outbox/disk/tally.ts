/** How much a store holds. */
export class Tally {
    #documents = 0;
    #bytes = 0;

    get documents(): number {
        return this.#documents;
    }

    get bytes(): number {
        return this.#bytes;
    }

    add(documents: number, bytes: number): void {
        this.#documents += documents;
        this.#bytes += bytes;
    }

    subtract(documents: number, bytes: number): void {
        this.add(-documents, -bytes);
    }
}
