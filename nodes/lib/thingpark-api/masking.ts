import { pathOf } from "../documents/json-object";

/** What ThingPark puts in the place of a secret. */
export const MASK = "*****";

const SECRET_KEY = /password|secret|privatekey|askey|accesskey|token|connectionstring/i;

/** A value of JSON without secrets: what stands under the key of one, and what is known to be one, is masked. */
export function masked(value: unknown, secrets: readonly string[] = []): unknown {
    if (typeof value === "string") return redacted(value, secrets);
    if (Array.isArray(value)) return value.map((item) => masked(item, secrets));
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).map(([key, field]: [string, unknown]) => [
        key,
        isSecret(key, field) ? MASK : masked(field, secrets),
    ]);
    return Object.fromEntries(fields) as unknown;
}

/** A text in which known secrets are masked, also as JSON, addresses and forms write them. */
export function redacted(text: string, secrets: readonly string[]): string {
    const forms = secrets
        .filter((secret) => secret !== "")
        .flatMap((secret) => [
            secret,
            JSON.stringify(secret).slice(1, -1),
            // Half a character of UTF-16 has no form in an address, and would throw: it is replaced, as in forms.
            encodeURIComponent(Buffer.from(secret).toString()),
            new URLSearchParams({ "": secret }).toString().slice(1),
        ])
        // The longest first: a secret may be part of another.
        .sort((one, other) => other.length - one.length);
    return forms.reduce((redactedText, form) => redactedText.replaceAll(form, MASK), text);
}

/** The secrets of a body that is about to be sent. */
export function secretsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, field]: [string, unknown]) =>
        isSecret(key, field) ? [String(field)] : secretsIn(field),
    );
}

/** The paths under which a value holds what stands for a secret: `configuration.password`. */
export function maskedPaths(value: unknown, path = ""): string[] {
    if (typeof value === "string") return value.includes(MASK) ? [path] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, field]) => maskedPaths(field, pathOf(path, key)));
}

function isSecret(key: string, value: unknown): boolean {
    return SECRET_KEY.test(key) && typeof value === "string" && value !== "";
}
