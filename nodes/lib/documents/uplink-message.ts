import { failed, type Checked } from "../problem";
import { readUplinkInput, type UplinkInput } from "./uplink-input";
import { type UplinkReading } from "./uplink-reading";

/**
 * The documents that a message of a flow stands for, by its payload. What a flow makes may throw when it is read: it is
 * refused, since its message would else never be done.
 */
export function readUplinkMessage(
    msg: { readonly payload?: unknown },
    reading: UplinkReading,
): Checked<UplinkInput> {
    try {
        return readUplinkInput(msg.payload, reading);
    } catch {
        // Not shown: the error is the flow's own, and may hold anything.
        return failed(
            "payload",
            "not-an-object",
            "expected plain data, got an object that throws when it is read",
        );
    }
}
