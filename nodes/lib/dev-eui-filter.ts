import { failed, passed, shown, type Checked } from "./problem";

/** Which devices a node wants: all, or those with one of the DevEUIs or prefixes (upper case). */
export type DevEuiFilter =
    | { readonly kind: "all" }
    | { readonly kind: "some"; readonly exact: readonly string[]; readonly prefixes: readonly string[] };

/** Takes every device. */
export const ALL_DEVICES: DevEuiFilter = { kind: "all" };

/**
 * The filter that a text stands for: DevEUIs separated by commas, blanks or newlines, in any case; a trailing
 * `*` matches a prefix; blank means all devices.
 */
export function parseDevEuiFilter(text: unknown): Checked<DevEuiFilter> {
    if (text === undefined || text === null) return passed(ALL_DEVICES);
    if (typeof text !== "string")
        return failed("devEUIs", "dev-euis-invalid", `expected text, got ${shown(text)}`);
    const patterns = text
        .toUpperCase()
        .split(/[\s,]+/)
        .filter((pattern) => pattern !== "");
    const bad = patterns.filter((pattern) => !/^([0-9A-F]{16}|[0-9A-F]{0,15}\*)$/.test(pattern));
    if (bad.length > 0) {
        const message = `expected 16 hex digits, or fewer and a "*", got ${bad.slice(0, 3).map(shown).join(", ")}`;
        return failed("devEUIs", "dev-euis-invalid", message);
    }
    if (patterns.length === 0 || patterns.includes("*")) return passed(ALL_DEVICES);
    return passed({
        kind: "some",
        exact: patterns.filter((pattern) => !pattern.endsWith("*")),
        prefixes: patterns.filter((pattern) => pattern.endsWith("*")).map((pattern) => pattern.slice(0, -1)),
    });
}
