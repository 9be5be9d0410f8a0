import { parseDevEuiFilter, type DevEuiFilter } from "./dev-eui-filter";
import { migrate, type SavedNode } from "./migrations";
import { combined, failed, passed, shown, type Checked } from "./problem";
import { DOWNLINK_IN, UPLINK_OUT } from "./saved-nodes";
import { isVariable } from "./variable";

/** What `wmw-uplink-out` does with its input. */
export interface UplinkOutSettings {
    readonly qos: 0 | 1;
}

/** Which commands `wmw-downlink-in` emits. */
export interface DownlinkInSettings {
    readonly filter: DevEuiFilter;
}

/** The settings of a saved `wmw-uplink-out`, or every problem that they have. */
export function readUplinkOut(saved: SavedNode): Checked<UplinkOutSettings> {
    const node = migrate(saved, UPLINK_OUT);
    if (!node.ok) return node;
    const checked = combined<{ source: string; format: string; qos: string }>({
        source: oneOf("source", node.value.source, ["auto", "thingpark"]),
        format: oneOf("format", node.value.format, ["document"]),
        qos: oneOf("qos", node.value.qos, ["0", "1"]),
    });
    return checked.ok ? passed({ qos: checked.value.qos === "0" ? 0 : 1 }) : checked;
}

/** The settings of a saved `wmw-downlink-in`, or every problem that they have. */
export function readDownlinkIn(saved: SavedNode): Checked<DownlinkInSettings> {
    const node = migrate(saved, DOWNLINK_IN);
    if (!node.ok) return node;
    const checked = combined<{ filter: DevEuiFilter; emit: string; format: string }>({
        filter: isVariable(node.value.devEUIs)
            ? variableNotSet("devEUIs", node.value.devEUIs)
            : parseDevEuiFilter(node.value.devEUIs),
        emit: oneOf("emit", node.value.emit, ["commands"]),
        format: oneOf("format", node.value.format, ["thingpark"]),
    });
    return checked.ok ? passed({ filter: checked.value.filter }) : checked;
}

function oneOf(path: string, value: unknown, allowed: readonly string[]): Checked<string> {
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && allowed.includes(text)) return passed(text);
    if (isVariable(text)) return variableNotSet(path, text);
    return failed(path, "settings-invalid", `expected ${allowed.join(" or ")}, got ${shown(value)}`);
}

function variableNotSet(path: string, variable: string): Checked<never> {
    return failed(path, "variable-not-set", `expected the environment variable ${variable} to be set`);
}
