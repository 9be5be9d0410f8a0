import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { type SavedNode } from "../lib/migrations";

/** What the dialog of a connection sends to be tried. */
export interface PostedForm extends ConnectionForm {
    /** Of the connection, which may not be deployed. */
    readonly id: string;
}

/** `{"id": "…", "fields": {…}, "username": "…", "password": "…"}`, the password only where it was typed. */
export function postedFormIn(body: unknown): PostedForm | undefined {
    if (!isObject(body)) return undefined;
    const { id, fields, username, password } = body;
    if (typeof id !== "string" || typeof username !== "string" || !isObject(fields)) return undefined;
    if (password === undefined) return { id, fields, username };
    return typeof password === "string" ? { id, fields, username, password } : undefined;
}

function isObject(value: unknown): value is SavedNode {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
