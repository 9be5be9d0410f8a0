import { createSocket } from "node:dgram";

/** How many ports a process takes for itself at a time. */
const BLOCK = 100;

/**
 * Ports, another one each time, that no other process gets from here for as long as this one lives: each takes whole
 * blocks of them. What says so is a UDP socket at the first port of a block: the system lets only one have it, does
 * not take it for a TCP port in use, and takes it back however the process ends.
 */
export class PortBlocks {
    readonly #first: number;
    readonly #blocks: number;
    readonly #own = new Set<number>();
    /** Of the block in use, those that were not given away yet. */
    #left: number[] = [];
    #block: number;
    #taking: Promise<void> | undefined;

    /** Takes blocks of so many ports from the first one on, beginning with the block of this number. */
    constructor({ first, count, begin }: { first: number; count: number; begin: number }) {
        this.#first = first;
        this.#blocks = Math.floor(count / BLOCK);
        this.#block = begin % this.#blocks;
    }

    /** The next port, free or not. Rejects where other processes have all of them. */
    async next(): Promise<number> {
        for (;;) {
            const port = this.#left.shift();
            if (port !== undefined) return port;
            this.#taking ??= this.#takeBlock().finally(() => (this.#taking = undefined));
            await this.#taking;
        }
    }

    async #takeBlock(): Promise<void> {
        for (let tried = 0; tried < this.#blocks; tried += 1) {
            const first = this.#first + this.#block * BLOCK;
            this.#block = (this.#block + 1) % this.#blocks;
            if (!this.#own.has(first) && !(await hold(first))) continue;
            this.#own.add(first);
            this.#left = Array.from({ length: BLOCK }, (_, index) => first + index);
            return;
        }
        throw new Error("other processes have all blocks of ports");
    }
}

/** Whether this process has the UDP port now; it keeps it to its end, which that does not put off. */
function hold(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = createSocket("udp4").unref();
        socket.on("error", () => resolve(false));
        socket.bind({ port, address: "127.0.0.1", exclusive: true }, () => resolve(true));
    });
}
