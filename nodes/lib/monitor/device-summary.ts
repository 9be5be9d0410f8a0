import { isJsonObject, type JsonObject } from "../documents/json-object";
import { valueOfJson } from "../documents/json-text";
import { type DecodedValue } from "./decoded-values";
import { tellDocument } from "./message-kind";
import { type DeviceSummary } from "./monitor-view";
import { type Redaction } from "./redaction";
import { type SeenDevice } from "./seen-device";
import { documentOf, statusMessageOf } from "./status-message";

/** How many of the messages since the last look are looked into: each costs time, and the newest say the most. */
const LOOKED_INTO = 3;

/** What is known of a device once its newest messages, those after the one of this number, were looked into. */
export function summaryOf(
    device: SeenDevice,
    before: { readonly change: number; readonly summary: DeviceSummary },
    redaction: Redaction,
): DeviceSummary {
    const fresh = device.messages.slice(-LOOKED_INTO).filter(({ number }) => number > before.change);
    return fresh.reduce<DeviceSummary>((summary, message) => {
        const document = documentOf(message, redaction);
        const { content } = tellDocument(document);
        const { rssi, snr, values } = statusMessageOf(message, document);
        const battery = values.find(isBattery);
        return {
            ...summary,
            ...namesIn(content),
            ...(rssi === null ? {} : { rssi }),
            ...(snr === null ? {} : { snr }),
            ...(battery === undefined ? {} : { battery }),
        };
    }, before.summary);
}

function isBattery({ name, value, unit }: DecodedValue): boolean {
    return typeof value === "number" && (unit === "%" || unit === "V") && /bat/i.test(name);
}

/**
 * ThingPark tells a device's name in its `CustomerData`, and its model by the profile there, or by the driver
 * that decoded its payload.
 */
function namesIn({ CustomerData, DriverCfg }: JsonObject): { name?: string; model?: string } {
    const customer = objectIn(CustomerData);
    const name = textIn(customer.name);
    const model = driverIn(objectIn(objectIn(DriverCfg).app)) ?? textIn(objectIn(customer.alr).pro);
    return { ...(name === undefined ? {} : { name }), ...(model === undefined ? {} : { model }) };
}

function driverIn({ pId, mId }: JsonObject): string | undefined {
    const maker = textIn(pId);
    const model = textIn(mId);
    return maker === undefined || model === undefined ? undefined : `${maker} ${model}`;
}

/** An object, also as the text of one, which `CustomerData` may be. */
function objectIn(value: unknown): JsonObject {
    if (isJsonObject(value)) return value;
    if (typeof value !== "string" || !value.trim().startsWith("{")) return {};
    const parsed = valueOfJson(value);
    return isJsonObject(parsed) ? parsed : {};
}

const MOST_CHARACTERS = 100;

function textIn(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value.slice(0, MOST_CHARACTERS) : undefined;
}
