import { RequestError } from "./platform-client";

/** Why the platform did not do it, for people. An error of another kind is a fault of the page and thrown again. */
export function reasonOf(error: unknown): string {
    if (error instanceof RequestError) return error.message;
    throw error;
}
