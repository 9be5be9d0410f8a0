import { checkTopicLevel, readDownlinkIn } from "../lib/node-settings";
import { passed, type Checked } from "../lib/problem";
import { addressFields, type AddressField } from "./downlink-address";
import { formatOf } from "./downlink-dialog";
import { type DownlinkInNode } from "./downlink-properties";

/** The rule for an address field, which counts only where the format needs it. */
export function checkAddress(
    field: AddressField,
): (value: unknown, node: DownlinkInNode) => Checked<unknown> {
    return (value, node) =>
        addressFields(formatOf(node)).includes(field) ? checkTopicLevel(field, value) : passed(value);
}

/** The rule for the format by itself: what it needs besides is told at the fields that lack it. */
export function checkFormat(format: unknown): Checked<unknown> {
    return readDownlinkIn({ format, application: "any", deviceId: "any" });
}
