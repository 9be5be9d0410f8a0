import type { EnterpriseRow, UnknownDevice } from "../api-rows";
import type { Device } from "../devices";
import type { StatusMessage } from "../status-messages";
import { getDevices, getEnterprises, getStatusMessages, getUnknownDevices } from "./platform-client";
import type { Route } from "./route";

/** All that the page shows at one time. */
export interface Snapshot {
    readonly enterprises: readonly EnterpriseRow[];
    readonly enterprise: EnterpriseRow;
    readonly view: DevicesView | DeviceView;
}

export interface DevicesView {
    readonly name: "devices";
    readonly devices: readonly Device[];
    readonly unknown: readonly UnknownDevice[];
}

export interface DeviceView {
    readonly name: "device";
    readonly devEUI: string;
    /** undefined: the enterprise has no such device. */
    readonly device: Device | undefined;
    /** Newest first, at most MESSAGES_SHOWN. */
    readonly messages: readonly StatusMessage[];
}

export const MESSAGES_SHOWN = 100;

/** Gets what a route shows. An enterprise that does not exist gives way to the first. Rejects with a RequestError. */
export async function takeSnapshot({ enterpriseId, devEUI }: Route): Promise<Snapshot> {
    const enterprises = await getEnterprises();
    const named = enterprises.find(({ id }) => id === enterpriseId);
    const enterprise = named ?? enterprises[0];
    if (!enterprise) throw new Error("the platform has no enterprise");
    const view =
        named && devEUI !== undefined
            ? await takeDeviceView(enterprise.id, devEUI)
            : await takeDevicesView(enterprise.id);
    return { enterprises, enterprise, view };
}

async function takeDevicesView(enterpriseId: string): Promise<DevicesView> {
    const [devices, unknown] = await Promise.all([getDevices(enterpriseId), getUnknownDevices(enterpriseId)]);
    return { name: "devices", devices, unknown };
}

async function takeDeviceView(enterpriseId: string, devEUI: string): Promise<DeviceView> {
    const device = (await getDevices(enterpriseId)).find(
        ({ uniqueIdentifier }) => uniqueIdentifier === devEUI,
    );
    const messages = device ? await getStatusMessages(enterpriseId, devEUI, MESSAGES_SHOWN) : [];
    return { name: "device", devEUI, device, messages: messages.reverse() };
}
