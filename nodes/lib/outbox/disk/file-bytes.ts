import { type QueueFile } from "./queue-files";

/** Up to `length` bytes from `position` on: fewer only where the file ends. */
export async function readFully(file: QueueFile, position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, position + done);
        if (bytesRead === 0) break;
        done += bytesRead;
    }
    return bytes.subarray(0, done);
}

/** Writes all of it; a file system may take less at a time. */
export async function writeFully(file: QueueFile, bytes: Buffer, position: number): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
        if (bytesWritten === 0) throw new Error("the file takes no more bytes");
        done += bytesWritten;
    }
}
