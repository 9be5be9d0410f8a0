import { type Connection } from "../connection/connection";
import { type ConnectionView } from "../connection/connection-view";
import { type ConnectionState } from "../connection/state";
import { describeProblems, type Problem } from "../problem";
import { statusOf, statusOfProblems } from "../status";
import {
    COMMAND_COUNTS,
    UPLINK_COUNTS,
    type ConnectionFigures,
    type LowRate,
    type MinuteRates,
    type ShownState,
} from "./monitor-view";
import { type Redaction } from "./redaction";

/** The state of a connection, for people. */
export function stateOf(view: ConnectionView, redaction: Redaction): ShownState {
    const { state, queueFault } = view;
    // What stands in the way of publishing comes first; else what stands in the way of commands.
    const publish = statusOf(view, "publish");
    const { fill, key } = publish.fill === "green" ? statusOf(view, "subscribe") : publish;
    const reasons = [reasonIn(state), queueFault].filter((reason) => reason !== undefined);
    return {
        fill,
        key,
        reason: redaction.text(reasons.join("; ")),
        retryAt: "retryAt" in state ? state.retryAt : null,
    };
}

/** The state of a configuration that has no connection. */
export function stateOfProblems(problems: readonly Problem[], redaction: Redaction): ShownState {
    const { fill, key } = statusOfProblems(problems);
    return { fill, key, reason: redaction.text(describeProblems(problems)), retryAt: null };
}

/** What a connection has done so far. */
export function figuresOf(
    connection: Connection,
    rates: MinuteRates,
    lowRate: LowRate | undefined,
): ConnectionFigures {
    const { counters, outbox, downlinks } = connection;
    return {
        queue: {
            documents: outbox.backlog,
            bytes: outbox.backlogBytes,
            oldest: outbox.oldest ?? null,
        },
        counts: {
            uplinks: pick(counters, UPLINK_COUNTS),
            commands: pick(downlinks.counters, COMMAND_COUNTS),
        },
        rates,
        lowRate: lowRate ?? null,
    };
}

function reasonIn(state: ConnectionState): string | undefined {
    if ("failure" in state) return state.failure.message;
    return state.name === "OPENED" ? (state.refused.publish ?? state.refused.subscribe) : undefined;
}

function pick<Name extends string>(
    counters: Readonly<Record<Name, number>>,
    names: readonly Name[],
): Record<Name, number> {
    return Object.fromEntries(names.map((name) => [name, counters[name]])) as Record<Name, number>;
}
