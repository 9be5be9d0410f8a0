import * as zlib from "node:zlib";

/** CRC-32 (IEEE 802.3) of bytes, as zlib counts it. */
export type Crc32 = (bytes: Buffer) => number;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
});

/** In JavaScript, for a Node.js whose zlib does not offer it. */
export const crc32ByTable: Crc32 = (bytes) => {
    let crc = 0xffffffff;
    for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
};

/** The fastest that there is: Node.js has its own from 20.15 on. */
export const crc32: Crc32 = (zlib as Partial<typeof zlib>).crc32 ?? crc32ByTable;

/** The checksum as the files of the queue hold it: 8 hex digits. */
export function checksum(bytes: Buffer): string {
    return crc32(bytes).toString(16).padStart(8, "0");
}
