import { type PeerCertificate } from "node:tls";
import should from "should";
import { describeCertificate } from "../../../nodes/lib/connection/server-certificate";

/** What Node gives of a certificate, as far as it is looked at. */
function peer(parts: Record<string, unknown>): PeerCertificate {
    return {
        subject: { CN: "broker.example.com" },
        issuer: { CN: "An Authority" },
        subjectaltname: "DNS:broker.example.com, IP Address:192.0.2.1",
        valid_from: "Jan  1 00:00:00 2026 GMT",
        valid_to: "Feb  1 00:00:00 2026 GMT",
        ...parts,
    } as unknown as PeerCertificate;
}

describe("the description of a certificate", () => {
    it("says whose it is, for which hosts, who signed it, and when it is good", () => {
        should(describeCertificate(peer({}))).deepEqual({
            subject: "broker.example.com",
            issuer: "An Authority",
            names: ["broker.example.com", "192.0.2.1"],
            validFrom: Date.UTC(2026, 0, 1),
            validTo: Date.UTC(2026, 1, 1),
        });
    });

    const names: [what: string, name: unknown, told: string][] = [
        ["an organisation without a common name", { O: "An Organisation" }, "An Organisation"],
        ["several common names", { CN: ["one", "two"] }, "one, two"],
        ["no name at all", {}, ""],
        ["no subject", undefined, ""],
        ["control characters", { CN: "a\u001b[31m\nb" }, "a [31m b"],
        ["a very long name", { CN: "x".repeat(5_000) }, `${"x".repeat(80)}…`],
    ];
    for (const [what, subject, told] of names) {
        it(`copes with ${what}`, () => {
            should(describeCertificate(peer({ subject }))?.subject).equal(told);
        });
    }

    it("names the first few hosts only, and none where there are none", () => {
        const many = Array.from({ length: 500 }, (_, n) => `DNS:h${n}.example`).join(", ");
        should(describeCertificate(peer({ subjectaltname: many }))?.names).deepEqual([
            "h0.example",
            "h1.example",
            "h2.example",
        ]);
        should(describeCertificate(peer({ subjectaltname: undefined }))?.names).deepEqual([]);
    });

    it("is nothing where there is no certificate", () => {
        should(describeCertificate({} as PeerCertificate)).be.undefined();
    });
});
