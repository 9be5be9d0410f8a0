import { WmwError } from "../../../../nodes/lib/errors";

/** The error that a promise rejects with; a test in which it resolves fails. */
export async function errorOf(promise: Promise<unknown>): Promise<WmwError> {
    const outcome = await promise.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
    );
    if ("error" in outcome && outcome.error instanceof WmwError) return outcome.error;
    throw new Error(`expected a WmwError, got ${JSON.stringify(outcome)}`);
}

/** Its code and message, as Node-RED shows them. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
    return String(await errorOf(promise));
}
