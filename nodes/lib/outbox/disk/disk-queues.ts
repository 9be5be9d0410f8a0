import { join } from "node:path";
import { type Clock } from "../../clock";
import { type FoundQueue, type QueueDirectory } from "../config-queues";
import { type StoreListener } from "../outbox-store";
import { DiskStore, type DiskStoreListener } from "./disk-store";
import { type Processes } from "./processes";
import { type QueueFiles } from "./queue-files";
import { queueFolderName, type About } from "./queue-folder";
import { deleteQueue, listQueues } from "./queue-folders";

/** A file of the log is not larger (bytes), nor an eighth of what the queue may hold. */
const MOST_SEGMENT_BYTES = 4 * 1024 * 1024;

/** How long (ms) a store that is closed waits for the disk: Node-RED goes on after 15 s. */
const CLOSE_TIMEOUT = 8_000;

/** The queues below one folder of this machine. */
export class DiskQueues implements QueueDirectory {
    readonly #parts: {
        readonly directory: string;
        readonly files: QueueFiles;
        readonly clock: Clock;
        readonly processes: Processes;
    };
    readonly #abouts = new Map<string, About>();

    constructor(parts: { directory: string; files: QueueFiles; clock: Clock; processes: Processes }) {
        this.#parts = parts;
    }

    async list(): Promise<readonly FoundQueue[]> {
        const { files, directory } = this.#parts;
        const folders = await listQueues(files, directory);
        return folders.flatMap(({ name, about, documents, bytes, oldest }) => {
            // A folder that does not say whose it is was given up before it held anything.
            if (!about) return [];
            this.#abouts.set(name, about);
            const { configId, url, enterpriseId } = about;
            return [{ id: name, configId, url, enterpriseId, documents, bytes, oldest }];
        });
    }

    async remove(id: string): Promise<boolean> {
        const { files, directory, processes } = this.#parts;
        return (await deleteQueue(files, directory, id, processes)) !== "in-use";
    }

    open(id: string, listener: StoreListener): DiskStore {
        const about = this.#abouts.get(id);
        if (!about) throw new Error("only a queue that was listed can be opened");
        return this.openFor(about, MOST_SEGMENT_BYTES, { damaged: () => undefined, ...listener });
    }

    /** The queue of a configuration and destination, which is made where it is missing. `limit`: bytes it may hold. */
    openFor(about: About, limit: number, listener: DiskStoreListener): DiskStore {
        const { directory, files, clock, processes } = this.#parts;
        return new DiskStore({
            files,
            folder: join(directory, queueFolderName(about)),
            about,
            segmentBytes: Math.min(MOST_SEGMENT_BYTES, Math.ceil(limit / 8)),
            clock,
            listener,
            processes,
            closeTimeout: CLOSE_TIMEOUT,
        });
    }
}
