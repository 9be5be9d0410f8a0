import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { nodeRedScript } from "./node-red-install";
import { freePort } from "./ports";
import { Recent } from "./recent";
import { TypedEmitter } from "./typed-emitter";
import { createUserDirectory, type UserDirectory, type UserDirectoryOptions } from "./user-directory";

export type NodeRedOptions = (
    | UserDirectoryOptions
    /** One that the caller made, keeps, and removes: Node-RED can be stopped and started again on it. */
    | { readonly userDirectory: UserDirectory }
) & {
    /** Default 0: any free port. */
    readonly port?: number;
    /** Variables beside those of this process. */
    readonly env?: Readonly<Record<string, string>>;
    /** What stands in front of the command, such as a program that runs it with fewer rights. */
    readonly launcher?: readonly string[];
};

/** How a Node-RED ended. */
export interface NodeRedExit {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

export interface NodeRedEvents {
    /** A line that Node-RED wrote, to either output. */
    line: string;
    exit: NodeRedExit;
}

const REMEMBERED_LINES = 10_000;
// Node-RED itself gives a node 15 s to close.
const STOP_TIMEOUT_MS = 20_000;

/** A Node-RED in a process of its own. */
export class NodeRedProcess extends TypedEmitter<NodeRedEvents> {
    /** The editor: `http://127.0.0.1:port`, and the root of its settings where they have one. */
    readonly url: string;
    readonly userDirectory: UserDirectory;
    /**
     * Resolves when the editor answers and the flows have started. Node-RED answers while it still reads them and its
     * key: what is deployed then is kept in the clear, and replaced by what was read. Rejects, with the last lines of
     * the log, when Node-RED ends before.
     */
    readonly ready: Promise<void>;
    /** Resolves when the process has ended, for whatever reason. */
    readonly ended: Promise<NodeRedExit>;
    readonly #child: ChildProcess;
    readonly #lines = new Recent<string>(REMEMBERED_LINES);

    /** For `startNodeRed`: takes over a process that was just spawned. */
    constructor(child: ChildProcess, url: string, userDirectory: UserDirectory) {
        super();
        this.url = url;
        this.userDirectory = userDirectory;
        this.#child = child;
        for (const output of [child.stdout, child.stderr]) if (output) this.#readLines(output);
        this.ended = this.#watchEnd();
        this.ready = this.#waitUntilReady();
        // Whoever is interested in `ready` still gets the rejection; nobody has to be.
        this.ready.catch(() => undefined);
    }

    /** The process, as the system knows it; 0 where it could not be started. */
    get pid(): number {
        return this.#child.pid ?? 0;
    }

    /** The last lines of the log, oldest first. */
    get logLines(): string[] {
        return this.#lines.toArray();
    }

    /** A line that matches: one that was written already, or else the next. Rejects when Node-RED ends first. */
    async waitForLine(pattern: RegExp): Promise<string> {
        const written = this.logLines.find((line) => pattern.test(line));
        if (written !== undefined) return written;
        return Promise.race([
            this.next("line", (line) => pattern.test(line)),
            this.ended.then((exit) => {
                throw new Error(`Node-RED ended (${describeExit(exit)}) before it wrote ${String(pattern)}`);
            }),
        ]);
    }

    /** Ends Node-RED as Ctrl-C does, and after 20 s by force. Resolves when it is gone; so does a second call. */
    async stop(): Promise<void> {
        this.#child.kill("SIGTERM");
        const force = setTimeout(() => this.#child.kill("SIGKILL"), STOP_TIMEOUT_MS);
        await this.ended;
        clearTimeout(force);
    }

    /** Ends Node-RED at once, as a power cut does. Resolves when it is gone. */
    async kill(): Promise<void> {
        this.#child.kill("SIGKILL");
        await this.ended;
    }

    #readLines(output: Readable): void {
        createInterface({ input: output }).on("line", (line) => {
            this.#lines.push(line);
            this.emit("line", line);
        });
    }

    #watchEnd(): Promise<NodeRedExit> {
        const child = this.#child;
        // A child outlives its parent by default: a crash of ours must not leave a Node-RED behind.
        const killAtExit = () => child.kill();
        process.once("exit", killAtExit);
        return new Promise((resolve) => {
            const end = (exit: NodeRedExit) => {
                process.off("exit", killAtExit);
                resolve(exit);
                this.emit("exit", exit);
            };
            // "close" comes after the last line; a process that could not be spawned has an "error" only.
            child.once("close", (code, signal) => end({ code, signal }));
            child.once("error", (error) => {
                this.#lines.push(error.message);
                if (child.pid === undefined) end({ code: null, signal: null });
            });
        });
    }

    async #waitUntilReady(): Promise<void> {
        try {
            await Promise.all(
                [/Server now running at/, /Started flows/].map((line) => this.waitForLine(line)),
            );
        } catch {
            const last = this.logLines.slice(-10).join("\n");
            throw new Error(
                `Node-RED ended (${describeExit(await this.ended)}) before it was ready:\n${last}`,
            );
        }
        // One that stayed open would be there for the next question, and Node-RED closes it after 5 s.
        const response = await fetch(this.url, { headers: { connection: "close" } });
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`Node-RED's editor answers with status ${response.status}`);
    }
}

/**
 * Starts a Node-RED with the given flows, with the built package of this project installed. The process is
 * running when this resolves; `ready` says when its editor answers. A user directory that is made here is
 * removed when the process has ended.
 */
export async function startNodeRed(options: NodeRedOptions): Promise<NodeRedProcess> {
    const { port = 0 } = options;
    return spawnNodeRed(options, port === 0 ? await freePort() : port);
}

function spawnNodeRed(options: NodeRedOptions, port: number): NodeRedProcess {
    const handedIn = "userDirectory" in options;
    const userDirectory = handedIn ? options.userDirectory : createUserDirectory(options);
    const { path, settingsFile, adminRoot, caFile } = userDirectory;
    const [program = process.execPath, ...args] = [
        ...(options.launcher ?? []),
        process.execPath,
        ...[nodeRedScript, "-u", path, "-s", settingsFile, "-p", String(port)],
    ];
    const child = spawn(program, args, {
        cwd: path,
        env: { ...process.env, ...(caFile ? { NODE_EXTRA_CA_CERTS: caFile } : {}), ...options.env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const nodeRed = new NodeRedProcess(child, `http://127.0.0.1:${port}${adminRoot}`, userDirectory);
    if (!handedIn) nodeRed.on("exit", () => userDirectory.remove());
    return nodeRed;
}

/** How a process ended, in words: `code 1`, `SIGTERM`. */
export function describeExit({ code, signal }: NodeRedExit): string {
    return signal ?? (code === null ? "not started" : `code ${code}`);
}
