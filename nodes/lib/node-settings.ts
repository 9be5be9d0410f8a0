import { checkChoice } from "./choices";
import { parseDevEuiFilter, type DevEuiFilter } from "./dev-eui-filter";
import { type CommandFormat, type TtsAddress } from "./documents/command-format";
import { UPLINK_FORMATS, UPLINK_SOURCES, type UplinkReading } from "./documents/uplink-reading";
import { migrate, type SavedNode } from "./migrations";
import { combined, failed, passed, shown, type Checked } from "./problem";
import { DOWNLINK_IN, UPLINK_OUT } from "./saved-nodes";
import { isVariable, variableNotSet } from "./variable";

/** What `wmw-uplink-out` does with its input. */
export interface UplinkOutSettings extends UplinkReading {
    readonly qos: 0 | 1;
}

/** Which commands `wmw-downlink-in` emits, and for whom it makes them ready. */
export interface DownlinkInSettings {
    readonly filter: DevEuiFilter;
    /** Commands only, or all JSON that comes. */
    readonly emit: "commands" | "all";
    readonly format: CommandFormat;
}

/** The settings of a saved `wmw-uplink-out`, or every problem that they have. */
export function readUplinkOut(saved: SavedNode): Checked<UplinkOutSettings> {
    const node = migrate(saved, UPLINK_OUT);
    if (!node.ok) return node;
    const checked = combined<UplinkReading & { qos: "0" | "1" }>({
        source: checkChoice("source", node.value.source, UPLINK_SOURCES),
        format: checkChoice("format", node.value.format, UPLINK_FORMATS),
        qos: checkChoice("qos", node.value.qos, ["0", "1"]),
    });
    if (!checked.ok) return checked;
    const { qos, ...reading } = checked.value;
    return passed({ ...reading, qos: qos === "0" ? 0 : 1 });
}

/** The settings of a saved `wmw-downlink-in`, or every problem that they have. */
export function readDownlinkIn(saved: SavedNode): Checked<DownlinkInSettings> {
    const node = migrate(saved, DOWNLINK_IN);
    if (!node.ok) return node;
    return combined<DownlinkInSettings>({
        filter: isVariable(node.value.devEUIs)
            ? variableNotSet("devEUIs", node.value.devEUIs)
            : parseDevEuiFilter(node.value.devEUIs),
        emit: checkChoice("emit", node.value.emit, ["commands", "all"]),
        format: checkCommandFormat(node.value),
    });
}

function checkCommandFormat({ format, application, deviceId }: SavedNode): Checked<CommandFormat> {
    const server = checkChoice("format", format, ["thingpark", "tts", "chirpstack"]);
    if (!server.ok) return server;
    switch (server.value) {
        case "thingpark":
            return passed({ server: "thingpark" });
        case "tts": {
            const address = combined<TtsAddress>({
                application: checkTopicLevel("application", application),
                deviceId: checkTopicLevel("deviceId", deviceId),
            });
            return address.ok ? passed({ server: "tts", ...address.value }) : address;
        }
        case "chirpstack": {
            const level = checkTopicLevel("application", application);
            return level.ok ? passed({ server: "chirpstack", application: level.value }) : level;
        }
        default:
            return server.value satisfies never;
    }
}

/** What becomes one level of a topic: not empty, without what separates levels or matches several. */
export function checkTopicLevel(path: string, value: unknown): Checked<string> {
    if (isVariable(value)) return variableNotSet(path, value);
    // Control characters should not occur in the text of MQTT [MQTT-1.5.3-2], blanks in no id of these servers.
    if (typeof value === "string" && /^[^+#/\s\p{Cc}]{1,128}$/u.test(value)) return passed(value);
    const expected = "1 to 128 characters without blanks, +, # and /";
    return failed(path, "topic-level-invalid", `expected ${expected}, got ${shown(value)}`);
}
