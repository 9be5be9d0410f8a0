import { setImmediate } from "node:timers/promises";

/** Lets everything that has already been promised happen; no time passes. */
export async function turn(): Promise<void> {
    await setImmediate();
}

/** Whether a promise has resolved by now. */
export async function isResolved(promise: Promise<unknown>): Promise<boolean> {
    let resolved = false;
    void promise.then(() => (resolved = true));
    await turn();
    return resolved;
}
