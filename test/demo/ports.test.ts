import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { freePort } from "../../demo/ports";

describe("a free port", () => {
    it("is another one each time, and none that the system hands out by itself", async () => {
        const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
        new Set(ports).size.should.equal(20);
        for (const port of ports) port.should.be.within(15_000, 31_999);
    });

    it("is none at which somebody listens", async () => {
        const taken = (await freePort()) + 1;
        const server = createServer();
        await once(server.listen(taken, "127.0.0.1"), "listening");
        try {
            (server.address() as AddressInfo).port.should.equal(taken);
            (await freePort()).should.not.equal(taken);
        } finally {
            server.close();
        }
    });
});
