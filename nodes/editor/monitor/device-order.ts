import { type DeviceRow } from "../../lib/monitor/monitor-view";

export const DEVICE_COLUMNS = ["device", "lastMessage", "count", "rssi", "snr", "battery"] as const;

export type DeviceColumn = (typeof DEVICE_COLUMNS)[number];

/** By which column devices are sorted, and in which direction. */
export interface DeviceOrder {
    readonly column: DeviceColumn;
    readonly descending: boolean;
}

/** The order that a click on a column's heading leads to: names go up at first, figures down. */
export function orderAfterClick(order: DeviceOrder, column: DeviceColumn): DeviceOrder {
    const descending = column === order.column ? !order.descending : column !== "device";
    return { column, descending };
}

/** The devices whose identifier, name or model holds a text, in an order; those without a figure come last. */
export function orderedDevices(
    devices: readonly DeviceRow[],
    { column, descending }: DeviceOrder,
    filter: string,
): readonly DeviceRow[] {
    const wanted = filter.trim().toLowerCase();
    const shown =
        wanted === "" ? devices : devices.filter((device) => wordsOf(device).toLowerCase().includes(wanted));
    const sign = descending ? -1 : 1;
    return [...shown].sort((a, b) => {
        if (column === "device") return sign * nameOf(a).localeCompare(nameOf(b));
        const [left, right] = [figureIn(a, column), figureIn(b, column)];
        if (left === undefined || right === undefined) {
            return Number(left === undefined) - Number(right === undefined);
        }
        return sign * (left - right);
    });
}

function wordsOf({ devEUI, name = "", model = "" }: DeviceRow): string {
    return `${devEUI ?? ""} ${name} ${model}`;
}

function nameOf({ name, devEUI }: DeviceRow): string {
    return name ?? devEUI ?? "";
}

function figureIn(device: DeviceRow, column: Exclude<DeviceColumn, "device">): number | undefined {
    const value = column === "battery" ? device.battery?.value : device[column];
    return typeof value === "number" ? value : undefined;
}
