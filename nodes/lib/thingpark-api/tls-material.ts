import { createPrivateKey } from "node:crypto";
import { type TlsOptions } from "../connection/broker-link";
import { failed, passed, type Checked } from "../problem";

/** What ThingPark needs to connect by TLS as we would: PEM texts; undefined where there is none. */
export interface TlsMaterial {
    readonly certificate: string | undefined;
    /** PKCS#8, not encrypted. */
    readonly privateKey: string | undefined;
    readonly trustedCa: string | undefined;
}

/** The certificates and the key of TLS settings, as the API wants them: the key as PKCS#8 without a passphrase. */
export function tlsMaterial({ ca, cert, key, passphrase }: TlsOptions): Checked<TlsMaterial> {
    try {
        const privateKey =
            key === undefined
                ? undefined
                : createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) })
                      .export({ type: "pkcs8", format: "pem" })
                      .toString();
        return passed({ certificate: cert?.toString(), privateKey, trustedCa: ca?.toString() });
    } catch {
        // OpenSSL's reason is not shown: all that it may say is what it found in a key.
        return failed(
            "tls",
            "tls-not-usable",
            "expected TLS settings whose key can be read with its passphrase",
        );
    }
}
