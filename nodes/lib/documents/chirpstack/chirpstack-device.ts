import { type Problem } from "../../problem";
import { checkFields } from "../check-fields";
import { devAddrIn, devEuiIn, objectIn, textIn } from "../event-fields";
import { DEV_EUI } from "../field-rules";
import { type JsonObject } from "../json-object";

/** What is wrong with the device that an event of ChirpStack names. */
export function checkChirpStackDevice(event: JsonObject): Problem[] {
    return checkFields("deviceInfo", objectIn(event.deviceInfo), (info, check) => {
        check("devEui", info.devEui, DEV_EUI);
    });
}

/** What ThingPark's documents say of that device. */
export function chirpStackDevice(event: JsonObject): {
    DevEUI: string | undefined;
    DevAddr: string | undefined;
    CustomerData: JsonObject | undefined;
} {
    const { devEui, deviceName, tags } = objectIn(event.deviceInfo);
    const name = textIn(deviceName);
    const tagList = tagsIn(tags);
    return {
        DevEUI: devEuiIn(devEui),
        DevAddr: devAddrIn(event.devAddr),
        CustomerData: name === undefined && tagList === undefined ? undefined : { name, tags: tagList },
    };
}

/** ThingPark's tags are a list; undefined where there are none. */
function tagsIn(tags: unknown): readonly string[] | undefined {
    const list = Object.entries(objectIn(tags)).flatMap(([key, value]) =>
        typeof value === "string" ? [`${key}=${value}`] : [],
    );
    return list.length === 0 ? undefined : list;
}
