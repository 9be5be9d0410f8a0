import { createAuthority, type CertificateOptions } from "../../demo/certificates";
import { LOGIN, mainFlow } from "../support/flow-nodes";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

const DAY = 24 * 3_600_000;

/** A flow on a broker with such a certificate, whose authority it trusts. */
function withCertificate(options: () => CertificateOptions): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => {
        const authority = await createAuthority();
        const certificate = await authority.issue(options());
        return { flow: await bench.run(await bench.platform({ authority, certificate })) };
    };
}

const HOSTS = ["127.0.0.1"];

describeFaults("Certificates", {
    "The certificate is not trusted": async (bench) => {
        const { port } = await bench.platform();
        const { caPem } = await createAuthority("Somebody else's CA");
        return { flow: await bench.run({ port, caPem }) };
    },
    "The certificate has expired": withCertificate(() => ({
        hosts: HOSTS,
        notBefore: new Date(Date.now() - 2 * DAY),
        notAfter: new Date(Date.now() - DAY),
    })),
    "The certificate is not valid yet": withCertificate(() => ({
        hosts: HOSTS,
        notBefore: new Date(Date.now() + DAY),
    })),
    "The certificate is for another host": withCertificate(() => ({ hosts: ["broker.example.com"] })),
    "The broker wants a client certificate": async (bench) => ({
        flow: await bench.run(await bench.mosquitto({ requireClientCertificate: true })),
    }),
    "The broker does not accept the client certificate": async (bench) => {
        const broker = await bench.mosquitto({ requireClientCertificate: true });
        const stranger = await createAuthority("Somebody else's CA");
        const { key, cert } = await stranger.issue({ hosts: [], commonName: "gateway" });
        const ca = { cadata: broker.caPem, certdata: cert, keydata: key };
        return { flow: await bench.start(mainFlow({ mqttPort: broker.port }), { config: LOGIN, ca }) };
    },
});
