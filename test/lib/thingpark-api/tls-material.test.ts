import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import should from "should";
import { tlsMaterial } from "../../../nodes/lib/thingpark-api/tls-material";
import { problemsOf, valueOf } from "../support/checked";

describe("the certificates and the key of TLS settings", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const der = (pem: string | undefined): Buffer =>
        createPrivateKey(pem ?? "").export({ type: "pkcs8", format: "der" });

    it("are nothing where there are none", () => {
        valueOf(tlsMaterial({})).should.deepEqual({
            certificate: undefined,
            privateKey: undefined,
            trustedCa: undefined,
        });
    });

    it("come as text, the key as PKCS#8 however it was kept", () => {
        const key = privateKey.export({ type: "sec1", format: "pem" });
        const material = valueOf(tlsMaterial({ cert: Buffer.from("cert"), ca: "ca", key }));
        should(material.certificate).equal("cert");
        should(material.trustedCa).equal("ca");
        should(material.privateKey).startWith("-----BEGIN PRIVATE KEY-----");
        der(material.privateKey).should.deepEqual(privateKey.export({ type: "pkcs8", format: "der" }));
    });

    it("come without the passphrase that protected the key", () => {
        const cipher = { cipher: "aes-256-cbc", passphrase: "secret" };
        const key = privateKey.export({ type: "pkcs8", format: "pem", ...cipher });
        const material = valueOf(tlsMaterial({ cert: "cert", key, passphrase: "secret" }));
        der(material.privateKey).should.deepEqual(privateKey.export({ type: "pkcs8", format: "der" }));
        problemsOf(tlsMaterial({ cert: "cert", key, passphrase: "wrong" })).should.deepEqual([
            "tls tls-not-usable",
        ]);
        problemsOf(tlsMaterial({ cert: "cert", key })).should.deepEqual(["tls tls-not-usable"]);
    });
});
