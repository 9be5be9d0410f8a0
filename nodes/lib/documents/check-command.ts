import { passed, type Checked, type Problem } from "../problem";
import { isAbsent } from "../absent";
import { checkFields, fieldProblem } from "./check-fields";
import { commandFields } from "./command-fields";
import { isDevEui } from "./dev-eui";
import { OBJECT } from "./field-rules";
import { isJsonObject, type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";
import { wholeNumber } from "./whole-number";

/** A downlink command that passed its checks. */
export interface Command {
    /** The whole document, `{"DevEUI_downlink": …}`, with whatever stands beside the root key. */
    readonly document: JsonObject;
    /** In upper case. */
    readonly devEUI: string;
    /** 1 to 224; undefined where the command carries none. */
    readonly fPort: number | undefined;
    /** The bytes of `payload_hex`; undefined where the command carries an object for ThingPark's encoder. */
    readonly bytes: Buffer | undefined;
}

/**
 * Checks a `DevEUI_downlink` document: its fields, and that it has exactly one of `payload_hex` and `payload`.
 * Unknown fields are let through.
 */
export function checkCommand(document: JsonObject): Checked<Command> {
    const content = document[COMMAND_ROOT_KEY];
    if (!isJsonObject(content)) {
        return { ok: false, problems: [fieldProblem(COMMAND_ROOT_KEY, OBJECT, content)] };
    }
    const problems = checkFields(COMMAND_ROOT_KEY, content, commandFields);
    const ambiguity = checkPayload(content);
    if (ambiguity) problems.push(ambiguity);
    const { DevEUI, FPort, payload_hex } = content;
    if (problems.length > 0 || typeof DevEUI !== "string") return { ok: false, problems };
    return passed({
        document,
        devEUI: DevEUI.toUpperCase(),
        fPort: wholeNumber(FPort),
        bytes:
            typeof payload_hex === "string" && payload_hex !== ""
                ? Buffer.from(payload_hex, "hex")
                : undefined,
    });
}

/** The DevEUI of a command in upper case, or undefined where it has none that can be used. */
export function devEuiOfCommand(document: JsonObject): string | undefined {
    const content = document[COMMAND_ROOT_KEY];
    if (!isJsonObject(content)) return undefined;
    const devEUI = content.DevEUI;
    return isDevEui(devEUI) ? devEUI.toUpperCase() : undefined;
}

function checkPayload({ payload_hex, payload }: JsonObject): Problem | undefined {
    if (isAbsent(payload_hex) !== isAbsent(payload)) return undefined;
    const got = isAbsent(payload) ? "neither" : "both";
    const message = `expected exactly one of payload_hex and payload, got ${got}`;
    return { path: COMMAND_ROOT_KEY, code: "payload-ambiguous", message };
}
