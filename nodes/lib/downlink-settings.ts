import { isAbsent } from "./absent";
import { checkSwitch } from "./choices";
import { type CommandDefaults } from "./documents/command-defaults";
import { wholeNumber } from "./documents/whole-number";
import { type SavedNode } from "./migrations";
import { combined, failed, passed, shown, type Checked } from "./problem";

/** What a connection does with commands. */
export interface DownlinkSettings {
    /** False: nothing is subscribed to. */
    readonly enabled: boolean;
    readonly defaults: CommandDefaults;
}

/** The downlink settings of a saved connection and its credentials, or every problem that they have. */
export function readDownlinkSettings(saved: SavedNode, credentials: SavedNode): Checked<DownlinkSettings> {
    const settings = combined<CommandDefaults & { enabled: boolean }>({
        enabled: checkDownlinkEnabled(saved.downlinkEnabled),
        fPort: checkDownlinkPort(saved.downlinkPort),
        asId: checkDownlinkAsId(saved.downlinkAsId),
        asKey: checkText("downlinkAsKey", credentials.downlinkAsKey),
    });
    if (!settings.ok) return settings;
    const { enabled, ...defaults } = settings.value;
    return passed({ enabled, defaults });
}

/** The field of the FPort of commands that carry none: LoRaWAN's ports for applications. */
export const DOWNLINK_PORT = { path: "downlinkPort", min: 1, max: 224 } as const;

/** Whether commands are wanted. */
export function checkDownlinkEnabled(value: unknown): Checked<boolean> {
    return checkSwitch("downlinkEnabled", value);
}

/** The FPort of commands that carry none; "" for none. */
export function checkDownlinkPort(value: unknown): Checked<number | undefined> {
    if (isAbsent(value)) return passed(undefined);
    const number = wholeNumber(typeof value === "string" ? value.trim() : value);
    if (number !== undefined && number >= DOWNLINK_PORT.min && number <= DOWNLINK_PORT.max)
        return passed(number);
    const { path, min, max } = DOWNLINK_PORT;
    return failed(path, "number-invalid", `expected a whole number of ${min} to ${max}, got ${shown(value)}`);
}

/** The AS_ID of commands that carry none; "" for none. */
export function checkDownlinkAsId(value: unknown): Checked<string> {
    return checkText("downlinkAsId", value);
}

/** A text, or a number that a variable may have given. It is not shown: the key is a secret. */
function checkText(path: string, value: unknown): Checked<string> {
    if (value === undefined || value === null) return passed("");
    if (typeof value === "string" || typeof value === "number") return passed(String(value));
    return failed(path, "settings-invalid", "expected text, got another value");
}
