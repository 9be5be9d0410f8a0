import type { ReceivedMessage } from "./inbox";
import type { SentDownlink } from "./platform";
import type { ConnectionChange } from "./thingpark/connection-desk";

/** A line for a message that the platform received: time, kind, DevEUI, size, and FPort and FCnt where there are any. */
export function describeReceived(message: ReceivedMessage): string {
    const { receivedAt, kind, document, devEUI, payload, fields } = message;
    return line(receivedAt, "<-", [
        kind ?? (document === undefined ? "not JSON" : "other JSON"),
        devEUI,
        `${payload.length} bytes`,
        counter("FPort", fields.FPort),
        counter("FCntUp", fields.FCntUp),
        counter("FCntDn", kind === "DevEUI_uplink" ? undefined : fields.FCntDn),
    ]);
}

/** A line for a command that the platform sent. */
export function describeDownlink({ kind, devEUI, payload, document }: SentDownlink, sentAt: Date): string {
    return line(sentAt, "->", [
        kind ?? (document === undefined ? "not JSON" : "other JSON"),
        devEUI,
        `${payload.length} bytes`,
    ]);
}

/** A line for a connection of ThingPark that has come into a state, or is gone. */
export function describeConnection({ id, name, state }: ConnectionChange, at: Date): string {
    return line(at, "**", ["ThingPark connection", id, JSON.stringify(name), state]);
}

function line(time: Date, arrow: string, parts: readonly (string | undefined)[]): string {
    const clock = time.toISOString().slice(11, 19);
    return [`${clock}Z`, arrow, ...parts.filter((part) => part !== undefined)].join(" ");
}

function counter(name: string, value: unknown): string | undefined {
    return (typeof value === "string" && value !== "") || typeof value === "number"
        ? `${name} ${value}`
        : undefined;
}
