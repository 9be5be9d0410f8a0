import { isJsonObject } from "../documents/json-object";

/** What opens the door to a network or a device, by the names that documents give it (ThingPark, AS interface). */
const SECRET_NAMES: ReadonlySet<string> = new Set(["as_key", "token", "downlinkurl"]);

/** Stands where a secret was. */
export const HIDDEN = "•••";

/** Shorter secrets would also be found by chance inside other texts: they count only as a whole. */
const LEAST_CHARACTERS = 6;

/**
 * Takes secrets out of what people are shown: the fields that hold keys, tokens and addresses with keys, at
 * any depth and in JSON that stands as text in a document, and every text with one of a connection's own
 * credentials. All that leaves the monitor goes through here.
 */
export class Redaction {
    readonly #secrets: readonly string[];

    /** @param secrets the credentials of the connection; "" where there is none */
    constructor(secrets: readonly string[]) {
        // The longest first: a secret may be part of another, whose rest would then be shown.
        this.#secrets = secrets
            .filter((secret) => secret !== "")
            .sort((one, other) => other.length - one.length);
    }

    /** A value of JSON without what is secret; its order is kept, and what holds no secret is as it was. */
    of(value: unknown): unknown {
        if (typeof value === "string") return this.text(value);
        if (typeof value === "number") return this.#secrets.includes(String(value)) ? HIDDEN : value;
        if (Array.isArray(value)) return value.map((inner) => this.of(inner));
        if (!isJsonObject(value)) return value;
        return Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [
                this.#plain(name),
                SECRET_NAMES.has(name.toLowerCase()) ? HIDDEN : this.of(inner),
            ]),
        );
    }

    /** A text without what is secret. */
    text(text: string): string {
        return this.#plain(withoutNamed(text, (value) => this.of(value)));
    }

    #plain(text: string): string {
        let plain = text;
        for (const secret of this.#secrets) {
            if (plain === secret) plain = HIDDEN;
            else if (secret.length >= LEAST_CHARACTERS) plain = plain.replaceAll(secret, HIDDEN);
        }
        return plain;
    }
}

/** JSON in a text, as `CustomerData` may be, is looked into where it names something secret. */
function withoutNamed(text: string, redacted: (value: unknown) => unknown): string {
    if (!/^\s*[[{]/.test(text) || !/as_key|token|downlinkurl/i.test(text)) return text;
    try {
        return JSON.stringify(redacted(JSON.parse(text)));
    } catch {
        return HIDDEN; // No JSON, and it names a secret all the same.
    }
}
