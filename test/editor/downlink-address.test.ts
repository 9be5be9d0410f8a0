import should from "should";
import { addressFields } from "../../nodes/editor/downlink-address";

const cases: [format: unknown, fields: string[]][] = [
    ["thingpark", []],
    ["tts", ["application", "deviceId"]],
    ["chirpstack", ["application"]],
    ["${FORMAT}", ["application", "deviceId"]],
    ["another", []],
    [null, []],
];

describe("the fields that say where a network server looks for a device", () => {
    for (const [format, fields] of cases) {
        it(`are for ${String(format)}: ${fields.join(" and ") || "none"}`, () => {
            should(addressFields(format)).deepEqual(fields);
        });
    }
});
