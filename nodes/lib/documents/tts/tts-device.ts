import { type Problem } from "../../problem";
import { checkFields } from "../check-fields";
import { devAddrIn, devEuiIn, objectIn, textIn } from "../event-fields";
import { DEV_EUI } from "../field-rules";
import { pathOf, type JsonObject } from "../json-object";

/** What is wrong with the device that an event of The Things Stack names. */
export function checkTtsDevice(event: JsonObject, path: string): Problem[] {
    return checkFields(pathOf(path, "end_device_ids"), objectIn(event.end_device_ids), (ids, check) => {
        check("dev_eui", ids.dev_eui, DEV_EUI);
    });
}

/** What ThingPark's documents say of that device. */
export function ttsDevice(event: JsonObject): {
    DevEUI: string | undefined;
    DevAddr: string | undefined;
    CustomerData: JsonObject | undefined;
} {
    const ids = objectIn(event.end_device_ids);
    const name = textIn(ids.device_id);
    return {
        DevEUI: devEuiIn(ids.dev_eui),
        DevAddr: devAddrIn(ids.dev_addr),
        CustomerData: name === undefined ? undefined : { name },
    };
}
