import { combined, failed, passed, shown, type Checked } from "../problem";
import { isDevEui } from "./dev-eui";
import { isJsonObject, type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";

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
 * Checks a `DevEUI_downlink` document: a DevEUI, an FPort of 1 to 224 where it has one, and exactly one of
 * `payload_hex` and `payload`. ThingPark X IoT Flow documentation, "Downlink message".
 */
export function checkCommand(document: JsonObject): Checked<Command> {
    const content = document[COMMAND_ROOT_KEY];
    if (!isJsonObject(content)) {
        return failed(COMMAND_ROOT_KEY, "not-an-object", `expected an object, got ${shown(content)}`);
    }
    const fields = combined<Omit<Command, "document">>({
        devEUI: checkDevEui(content.DevEUI),
        fPort: checkFPort(content.FPort),
        bytes: checkPayload(content.payload_hex, content.payload),
    });
    return fields.ok ? passed({ document, ...fields.value }) : fields;
}

/** The DevEUI of a command in upper case, or undefined where it has none that can be used. */
export function devEuiOfCommand(document: JsonObject): string | undefined {
    const content = document[COMMAND_ROOT_KEY];
    if (!isJsonObject(content)) return undefined;
    const devEUI = content.DevEUI;
    return isDevEui(devEUI) ? devEUI.toUpperCase() : undefined;
}

function checkDevEui(value: unknown): Checked<string> {
    if (isDevEui(value)) return passed(value.toUpperCase());
    return failed("DevEUI_downlink.DevEUI", "dev-eui-invalid", `expected 16 hex digits, got ${shown(value)}`);
}

function checkFPort(value: unknown): Checked<number | undefined> {
    if (isAbsent(value)) return passed(undefined);
    const number = typeof value === "string" && /^\d{1,3}$/.test(value) ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number) && number >= 1 && number <= 224) {
        return passed(number);
    }
    return failed("DevEUI_downlink.FPort", "f-port-invalid", `expected 1 to 224, got ${shown(value)}`);
}

function checkPayload(hex: unknown, object: unknown): Checked<Buffer | undefined> {
    if (isAbsent(hex) === isAbsent(object)) {
        const got = isAbsent(hex) ? "neither" : "both";
        const message = `expected exactly one of payload_hex and payload, got ${got}`;
        return failed(COMMAND_ROOT_KEY, "payload-ambiguous", message);
    }
    if (isAbsent(hex)) {
        if (isJsonObject(object)) return passed(undefined);
        return failed(
            "DevEUI_downlink.payload",
            "not-an-object",
            `expected an object for ThingPark's encoder, got ${shown(object)}`,
        );
    }
    if (typeof hex === "string" && hex.length % 2 === 0 && /^[0-9a-f]+$/i.test(hex)) {
        return passed(Buffer.from(hex, "hex"));
    }
    return failed(
        "DevEUI_downlink.payload_hex",
        "payload-hex-invalid",
        `expected an even number of hex digits, got ${shown(hex)}`,
    );
}

/** In ThingPark's documents an empty string in an optional field means that it is not there. */
function isAbsent(value: unknown): boolean {
    return value === undefined || value === null || value === "";
}
