import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { freePort } from "../../demo/ports";

/** Listens on the port that is behind the last one that was free, so the one to be looked at next; gives that port. */
async function listenOnNext(server: Server): Promise<number> {
    for (;;) {
        const port = (await freePort()) + 1;
        try {
            await once(server.listen(port, "127.0.0.1"), "listening");
            return port;
        } catch {
            // Somebody else has it: the next one is as good.
        }
    }
}

describe("a free port", () => {
    it("is another one each time, and none that the system hands out by itself", async () => {
        const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
        new Set(ports).size.should.equal(20);
        for (const port of ports) port.should.be.within(15_000, 31_999);
    });

    it("is none at which somebody listens", async () => {
        const server = createServer();
        const taken = await listenOnNext(server);
        try {
            (await freePort()).should.not.equal(taken);
        } finally {
            server.close();
        }
    });
});
