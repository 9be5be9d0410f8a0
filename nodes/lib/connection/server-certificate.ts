import { type PeerCertificate } from "node:tls";

/** What a server's certificate says of itself. The texts are the server's: cut short, and for people to read. */
export interface ServerCertificate {
    /** Whose it is: a common name or an organisation. */
    readonly subject: string;
    /** The authority that signed it. */
    readonly issuer: string;
    /** The host names and addresses that it is good for: the first few of them. */
    readonly names: readonly string[];
    /** In milliseconds since 1970. */
    readonly validFrom: number;
    readonly validTo: number;
}

const MOST_CHARACTERS = 80;
const MOST_NAMES = 3;

/** The parts of a certificate that tell people what is wrong with it; undefined where there is none. */
export function describeCertificate(certificate: PeerCertificate): ServerCertificate | undefined {
    // Node gives an empty object for a connection that has no certificate any more, whatever its types say.
    if (Object.keys(certificate).length === 0) return undefined;
    return {
        subject: nameOf(certificate.subject),
        issuer: nameOf(certificate.issuer),
        names: namesIn(certificate.subjectaltname ?? ""),
        validFrom: Date.parse(certificate.valid_from),
        validTo: Date.parse(certificate.valid_to),
    };
}

/** A certificate may repeat a field: then it is a list, whatever the types say; one without names has none. */
function nameOf(name: Partial<Record<"CN" | "O", unknown>> | undefined): string {
    const text = [name?.CN ?? name?.O ?? ""].flat().map(String).join(", ");
    return cut(text);
}

/** From Node's `DNS:a.example, IP Address:192.0.2.1`. */
function namesIn(alternatives: string): string[] {
    if (alternatives === "") return [];
    return alternatives
        .split(", ")
        .slice(0, MOST_NAMES)
        .map((name) => cut(name.replace(/^[^:]*:/, "")));
}

function cut(text: string): string {
    const printable = text.replace(/\p{C}/gu, " ");
    return printable.length > MOST_CHARACTERS ? `${printable.slice(0, MOST_CHARACTERS)}…` : printable;
}
