import { connect, createServer } from "node:tls";
import type { AddressInfo } from "node:net";
import { X509Certificate } from "node:crypto";
import should from "should";
import { createAuthority, type Authority, type Certificate } from "../../demo/certificates";
import { Cleanup } from "./support";

const DAY_MS = 86_400_000;

describe("throw-away certificates", () => {
    const cleanup = new Cleanup();
    let authority: Authority;
    before(async () => {
        authority = await createAuthority();
    });

    /** What a client that trusts `caPem` says of a server: "trusted", or the code of the error. */
    async function verdict(server: Certificate, caPem: string, servername: string): Promise<string> {
        const listener = createServer({ key: server.key, cert: server.cert });
        listener.on("tlsClientError", () => undefined);
        await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
        cleanup.add(() => new Promise((resolve) => listener.close(resolve)));
        return new Promise((resolve) => {
            const { port } = listener.address() as AddressInfo;
            const socket = connect({ port, host: "127.0.0.1", servername, ca: caPem }, () => {
                socket.destroy();
                resolve("trusted");
            });
            socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
        });
    }

    it("verify for a DNS name and for an address", async () => {
        const certificate = await authority.issue({ hosts: ["localhost", "127.0.0.1"] });
        should(await verdict(certificate, authority.caPem, "localhost")).equal("trusted");
        // Without a server name a client compares the address that it dialled.
        should(await verdict(certificate, authority.caPem, "")).equal("trusted");
    });

    it("fail for another host name", async () => {
        const certificate = await authority.issue({ hosts: ["elsewhere.example"] });
        should(await verdict(certificate, authority.caPem, "localhost")).equal(
            "ERR_TLS_CERT_ALTNAME_INVALID",
        );
    });

    it("fail once they have expired", async () => {
        const certificate = await authority.issue({
            hosts: ["localhost"],
            notBefore: new Date(Date.now() - 2 * DAY_MS),
            notAfter: new Date(Date.now() - DAY_MS),
        });
        should(await verdict(certificate, authority.caPem, "localhost")).equal("CERT_HAS_EXPIRED");
    });

    it("fail before their time has come", async () => {
        const certificate = await authority.issue({
            hosts: ["localhost"],
            notBefore: new Date(Date.now() + DAY_MS),
        });
        should(await verdict(certificate, authority.caPem, "localhost")).equal("CERT_NOT_YET_VALID");
    });

    it("fail under another authority, even one of the same name", async () => {
        const certificate = await authority.issue({ hosts: ["localhost"] });
        const stranger = await createAuthority();
        should(await verdict(certificate, stranger.caPem, "localhost")).equal(
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        );
    });

    it("carry the names that were asked for", async () => {
        const { cert } = await authority.issue({ hosts: ["a.example", "::1"], commonName: "broker" });
        const certificate = new X509Certificate(cert);
        should(certificate.subject).equal("CN=broker");
        should(certificate.subjectAltName).equal("DNS:a.example, IP Address:0:0:0:0:0:0:0:1");
        should(certificate.ca).be.false();
        should(new X509Certificate(authority.caPem).ca).be.true();
    });
});
