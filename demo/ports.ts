import { createServer, type AddressInfo } from "node:net";

/** A TCP port that is free on 127.0.0.1 at this moment. */
export async function freePort(): Promise<number> {
    return bindOnce(0);
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

function bindOnce(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
            const { port: bound } = server.address() as AddressInfo;
            server.close(() => resolve(bound));
        });
    });
}
