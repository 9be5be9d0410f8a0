import type { Server } from "node:net";

/** Listens on a port of 127.0.0.1; 0: any free one. Rejects where it cannot: `EADDRINUSE` is a busy port. */
export async function listen(server: Server, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
            server.off("error", reject);
            resolve();
        });
    });
}
