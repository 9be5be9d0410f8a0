import { createServer } from "node:net";
import { listen } from "./listen";
import { PortBlocks } from "./port-blocks";

/**
 * Ports below those that systems hand out on their own (32768 and up on Linux, 49152 and up elsewhere): whatever
 * starts on one of them later, or comes back to it after an outage, does not find a stranger there.
 */
const PORTS = new PortBlocks({ first: 15_000, count: 17_000, begin: process.pid });

/**
 * A TCP port that is free on 127.0.0.1, another one each time, and in each process that asks here: it may be some time
 * until somebody listens there, and it is free again in an outage.
 */
export async function freePort(): Promise<number> {
    for (;;) {
        const port = await PORTS.next();
        if (await canBind(port)) return port;
    }
}

/** Resolves when one can listen on a port of 127.0.0.1 now, 0 always; else rejects as `explainPort` puts it. */
export async function assertPortFree(name: string, port: number): Promise<void> {
    await explainPort(name, port, bindOnce(port));
}

/** Waits for something that listens on a port; a failure becomes a sentence that names the variable to change. */
export async function explainPort<T>(name: string, port: number, listening: Promise<T>): Promise<T> {
    try {
        return await listening;
    } catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        const reason =
            code === "EADDRINUSE"
                ? "is in use by another program"
                : code === "EACCES"
                  ? "is not allowed for this user"
                  : undefined;
        if (reason === undefined) throw error;
        throw new Error(`Port ${port} ${reason}: set ${name} to another port, or to 0 for any free one.`, {
            cause: error,
        });
    }
}

/** The value of an environment variable as a port, or the default. Throws a sentence that names the variable. */
export function portFrom(env: NodeJS.ProcessEnv, name: string, byDefault: number): number {
    const text = env[name]?.trim() ?? "";
    if (text === "") return byDefault;
    const port = Number(text);
    if (/^\d+$/.test(text) && port <= 65535) return port;
    throw new Error(`${name}: expected a port, 0 to 65535 (0 = any free one), got "${text}"`);
}

function canBind(port: number): Promise<boolean> {
    return bindOnce(port).then(
        () => true,
        () => false,
    );
}

async function bindOnce(port: number): Promise<void> {
    const server = createServer();
    await listen(server, port);
    await new Promise((resolve) => server.close(resolve));
}
