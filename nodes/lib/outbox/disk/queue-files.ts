/** An open file, read and written at positions: what the queue uses of a `FileHandle`. */
export interface QueueFile {
    read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
    write(
        buffer: Buffer,
        offset: number,
        length: number,
        position: number,
    ): Promise<{ bytesWritten: number }>;
    truncate(length: number): Promise<void>;
    /** Resolves when content and length are on the disk. */
    datasync(): Promise<void>;
    sync(): Promise<void>;
    stat(): Promise<{ size: number }>;
    close(): Promise<void>;
}

/** How a file is opened, in the words of fopen(3). */
export type OpenFlags = "r" | "r+" | "w" | "w+" | "wx";

/** A file system as the queue on disk uses it; `node:fs/promises` is one. */
export interface QueueFiles {
    /** Gives the topmost folder that had to be made, if any. */
    mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined>;
    chmod(path: string, mode: number): Promise<void>;
    readdir(path: string): Promise<string[]>;
    realpath(path: string): Promise<string>;
    open(path: string, flags: OpenFlags, mode?: number): Promise<QueueFile>;
    rename(from: string, to: string): Promise<void>;
    unlink(path: string): Promise<void>;
    rmdir(path: string): Promise<void>;
}

/** The queue holds payloads and keys in clear: nobody but its owner reads it. */
export const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;
