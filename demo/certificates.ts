import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { generate } from "selfsigned";

/** A private key and its certificate, both PEM. */
export interface Certificate {
    readonly key: string;
    readonly cert: string;
}

export interface CertificateOptions {
    /** DNS names and IP addresses that the certificate is good for. */
    readonly hosts: readonly string[];
    /** Default: an hour ago, so that a clock that is a little behind does no harm. */
    readonly notBefore?: Date;
    /** Default: 30 days after `notBefore`. */
    readonly notAfter?: Date;
    /** Default: the first of the hosts. */
    readonly commonName?: string;
}

/** A certificate authority that lives as long as the process: its key is never written anywhere. */
export interface Authority {
    /** What a client has to trust, PEM. */
    readonly caPem: string;
    /** A certificate for a server or a client, signed by this authority. */
    issue(options: CertificateOptions): Promise<Certificate>;
}

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 30 * 24 * HOUR_MS;
// RSA keys take up to seconds, these take milliseconds.
const EC_P256 = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

/**
 * A new throw-away authority. Two of the same name are still strangers to each other: a random part in the
 * subject keeps TLS from taking one for the issuer of what the other signed.
 */
export async function createAuthority(name = "WMW stand-in CA"): Promise<Authority> {
    const subject = [{ name: "commonName", value: `${name} ${randomBytes(4).toString("hex")}` }];
    const ca = await generate(subject, {
        ...EC_P256,
        ...validity({}),
        extensions: [
            { name: "basicConstraints", cA: true, critical: true },
            { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
        ],
    });
    return {
        caPem: ca.cert,
        issue: (options) => issue({ key: ca.private, cert: ca.cert }, options),
    };
}

async function issue(ca: Certificate, options: CertificateOptions): Promise<Certificate> {
    const { hosts, commonName = hosts[0] ?? "nobody" } = options;
    const issued = await generate([{ name: "commonName", value: commonName }], {
        ...EC_P256,
        ...validity(options),
        ca,
        extensions: [
            { name: "basicConstraints", cA: false, critical: true },
            { name: "keyUsage", digitalSignature: true, critical: true },
            { name: "extKeyUsage", serverAuth: true, clientAuth: true },
            // RFC 5280, 4.2.1.6: there is no such thing as an empty list of names.
            ...(hosts.length > 0
                ? [{ name: "subjectAltName", altNames: hosts.map(alternativeName) } as const]
                : []),
        ],
    });
    return { key: issued.private, cert: issued.cert };
}

function validity({ notBefore = new Date(Date.now() - HOUR_MS), notAfter }: Partial<CertificateOptions>) {
    return {
        notBeforeDate: notBefore,
        notAfterDate: notAfter ?? new Date(notBefore.getTime() + LIFETIME_MS),
    };
}

function alternativeName(host: string) {
    // RFC 5280's numbers: 7 is iPAddress, 2 is dNSName. A client compares an address with the first kind only.
    return isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const);
}
