import { createHash } from "node:crypto";
import { join } from "node:path";
import { readFully, writeFully } from "./file-bytes";
import { openIfThere } from "./open-file";
import { FILE_MODE, type QueueFiles } from "./queue-files";

/** Where the documents of a queue go, and whose queue it is. */
export interface QueueOwner {
    /** Id of the config node. */
    readonly configId: string;
    readonly host: string;
    readonly port: number;
    readonly enterpriseId: string;
}

/** What `about.json` says of the queue beside it. */
export interface About extends QueueOwner {
    readonly version: 1;
    /** The broker, as people know it. */
    readonly url: string;
}

/** More than an about.json can have (bytes). */
const MOST_BYTES = 64 * 1024;

/**
 * Name of the folder of a queue: a hash, since the id of a node comes from a flow file and may be anything. A
 * connection that is led to another broker or enterprise gets another queue.
 */
export function queueFolderName({ configId, host, port, enterpriseId }: QueueOwner): string {
    const owner = JSON.stringify([configId, host, port, enterpriseId]);
    return createHash("sha256").update(owner).digest("hex").slice(0, 32);
}

/** What the folder says of itself; undefined where it says nothing that can be understood. */
export async function readAbout(files: QueueFiles, folder: string): Promise<About | undefined> {
    const file = await openIfThere(files, aboutPath(folder));
    if (!file) return undefined;
    try {
        return aboutOf((await readFully(file, 0, MOST_BYTES)).toString());
    } finally {
        await file.close();
    }
}

/** Notes in the folder whose queue it is, where it does not say so yet. */
export async function writeAbout(files: QueueFiles, folder: string, about: About): Promise<void> {
    const text = textOf(about);
    const there = await readAbout(files, folder);
    if (there && textOf(there) === text) return;
    const file = await files.open(aboutPath(folder), "w", FILE_MODE);
    try {
        await writeFully(file, Buffer.from(text), 0);
        await file.datasync();
    } finally {
        await file.close();
    }
}

function aboutPath(folder: string): string {
    return join(folder, "about.json");
}

function textOf({ version, configId, url, host, port, enterpriseId }: About): string {
    return `${JSON.stringify({ version, configId, url, host, port, enterpriseId }, undefined, 2)}\n`;
}

function aboutOf(text: string): About | undefined {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null) return undefined;
    const { version, configId, url, host, port, enterpriseId } = value as Record<string, unknown>;
    if (version !== 1 || typeof configId !== "string" || typeof url !== "string") return undefined;
    if (typeof host !== "string" || typeof port !== "number" || typeof enterpriseId !== "string")
        return undefined;
    return { version, configId, url, host, port, enterpriseId };
}
