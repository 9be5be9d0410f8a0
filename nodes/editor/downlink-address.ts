import { readDownlinkIn } from "../lib/node-settings";
import { isVariable } from "../lib/variable";

/** A field that says where a network server looks for a device. */
export type AddressField = "application" | "deviceId";

const ADDRESS_FIELDS: readonly AddressField[] = ["application", "deviceId"];

/** The address fields that count in a format: those without which the run time would refuse the node. */
export function addressFields(format: unknown): readonly AddressField[] {
    // Which format it names is known at run time only.
    if (isVariable(format)) return ADDRESS_FIELDS;
    const checked = readDownlinkIn({ format, application: "", deviceId: "" });
    if (checked.ok) return [];
    return ADDRESS_FIELDS.filter((field) => checked.problems.some(({ path }) => path === field));
}
