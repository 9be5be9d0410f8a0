import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { isJsonObject } from "../lib/documents/json-object";

/** What the dialog of a connection sends to be tried. */
export interface PostedForm extends ConnectionForm {
    /** Of the connection, which may not be deployed. */
    readonly id: string;
}

/** `{"id": "…", "fields": {…}, "username": "…", "password": "…"}`, the password only where it was typed. */
export function postedFormIn(body: unknown): PostedForm | undefined {
    if (!isJsonObject(body)) return undefined;
    const { id, fields, username, password } = body;
    if (typeof id !== "string" || typeof username !== "string" || !isJsonObject(fields)) return undefined;
    if (password === undefined) return { id, fields, username };
    return typeof password === "string" ? { id, fields, username, password } : undefined;
}
