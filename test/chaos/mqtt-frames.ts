/** Cuts a stream of bytes into MQTT control packets, which stay as they are. */
export class MqttFrames {
    #rest: Buffer = Buffer.alloc(0);

    /** The packets that are complete now. */
    push(bytes: Buffer): Buffer[] {
        this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
        const packets: Buffer[] = [];
        for (let length = packetLength(this.#rest); length !== undefined; length = packetLength(this.#rest)) {
            packets.push(this.#rest.subarray(0, length));
            this.#rest = this.#rest.subarray(length);
        }
        return packets;
    }
}

/**
 * Bytes of the packet that begins here; undefined while it is not whole. MQTT 3.1.1, section 2.2.3: behind the
 * first byte comes the remaining length, seven bits in each of at most four bytes, the lowest first.
 */
function packetLength(bytes: Buffer): number | undefined {
    let remaining = 0;
    for (let digit = 0; digit < 4; digit += 1) {
        const byte = bytes[1 + digit];
        if (byte === undefined) return undefined;
        remaining += (byte & 0x7f) * 0x80 ** digit;
        if (byte < 0x80) {
            const length = 2 + digit + remaining;
            return length <= bytes.length ? length : undefined;
        }
    }
    throw new Error("the remaining length of an MQTT packet has more than four bytes");
}
