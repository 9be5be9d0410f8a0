import { WmwError } from "../errors";
import { type ConnectionsApi, type Found } from "./connections-api";
import { pause } from "./pause";
import { type Waiting } from "./retries";

/** States that a connection does not leave by itself soon: there is nothing to wait for. */
const ENDS = ["AUTHENTICATION_FAILED", "CLOSED", "UNREACHABLE", "DEACTIVATED"];

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/** How long a wait may take, and who is told of each state on the way. */
export interface OpeningWait extends Omit<Waiting, "random"> {
    /** Milliseconds. */
    readonly limit: number;
    readonly onState: (state: string) => void;
}

/**
 * Asks for a connection, with growing pauses, until its state is OPENED. Rejects with `WMW_API_NOT_OPENED` when
 * it has come to another end, or when the time is over. What the platform answered to a create or an update does
 * not count: it tells a state from before.
 */
export async function waitUntilOpened(api: ConnectionsApi, id: string, wait: OpeningWait): Promise<Found> {
    const { clock, signal, onState } = wait;
    const end = clock.elapsed() + wait.limit;
    for (let next = FIRST_PAUSE; ;) {
        await pause(clock, next, signal);
        const found = await api.get(id, signal);
        const state = stateOf(found.connection);
        onState(state);
        if (state === "OPENED") return found;
        if (ENDS.includes(state)) throw notOpened(id, state, "it ended in the state");
        next = Math.min(LONGEST_PAUSE, next * 1.5);
        if (clock.elapsed() + next > end)
            throw notOpened(id, state, "it took too long, and its state is still");
    }
}

/** The state of a connection; "" where the platform does not tell it. */
export function stateOf({ state }: Found["connection"]): string {
    return typeof state === "string" ? state : "";
}

function notOpened(id: string, state: string, how: string): WmwError {
    const message = `connection ${id} did not open: ${how} ${state === "" ? "unknown" : state}`;
    return new WmwError("WMW_API_NOT_OPENED", message, { cause: { connectionId: id, state } });
}
