/** What is needed of a writable stream, and what MQTT.js writes to it: text in UTF-8, and bytes. */
export interface BundledStream {
    readonly writableNeedDrain: boolean;
    write(chunk: string | Uint8Array): boolean;
}

/** Room (bytes) that is made at a time. */
const ROOM = 64 * 1024;

/** No character of a string takes more bytes in UTF-8. */
const BYTES_OF_CHARACTER = 3;

/**
 * Has a stream write in one piece what comes in one turn of the event loop. MQTT.js writes a packet in six pieces, and
 * Node-RED delivers each message in a task of its own: the socket would get hundreds of pieces one by one. What comes
 * first in a turn goes as soon as its packet is whole, so that a lone document does not wait for the turn's end. Whoever
 * ends the stream does so in a turn after the last write.
 */
export function bundleWrites(stream: BundledStream): void {
    const bundle = new WriteBundle(stream);
    stream.write = (chunk) => bundle.add(chunk);
}

class WriteBundle {
    readonly #stream: BundledStream;
    readonly #write: BundledStream["write"];
    /** What is gathered, and the room behind it. */
    #room = Buffer.allocUnsafeSlow(ROOM);
    #bytes = 0;
    /** Whether something has come in this turn. */
    #begun = false;

    constructor(stream: BundledStream) {
        this.#stream = stream;
        this.#write = stream.write.bind(stream);
    }

    /** Takes what is written; false where whoever writes has to wait for the stream's "drain". */
    add(chunk: string | Uint8Array): boolean {
        if (!this.#begun) this.#begin();
        const most = typeof chunk === "string" ? BYTES_OF_CHARACTER * chunk.length : chunk.length;
        if (most > ROOM) {
            this.#flush();
            return this.#write(chunk);
        }
        if (most > this.#room.length - this.#bytes) {
            this.#flush();
            this.#room = Buffer.allocUnsafeSlow(ROOM);
        }
        this.#bytes += this.#put(chunk);
        // Not for what is gathered here: the stream says nothing when that has room again.
        return !this.#stream.writableNeedDrain;
    }

    /** Puts it behind what is gathered, and gives its size (bytes). */
    #put(chunk: string | Uint8Array): number {
        if (typeof chunk === "string") return this.#room.write(chunk, this.#bytes);
        this.#room.set(chunk, this.#bytes);
        return chunk.length;
    }

    #begin(): void {
        this.#begun = true;
        process.nextTick(() => {
            this.#flush();
        });
        setImmediate(() => {
            this.#flush();
            this.#begun = false;
        });
    }

    #flush(): void {
        if (this.#bytes === 0) return;
        const piece = this.#room.subarray(0, this.#bytes);
        this.#room = this.#room.subarray(this.#bytes);
        this.#bytes = 0;
        this.#write(piece);
    }
}
