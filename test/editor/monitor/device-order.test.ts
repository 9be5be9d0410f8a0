import should from "should";
import { type DeviceRow } from "../../../nodes/lib/monitor/monitor-view";
import {
    orderAfterClick,
    orderedDevices,
    type DeviceOrder,
} from "../../../nodes/editor/monitor/device-order";

function device(devEUI: string, fields: Partial<DeviceRow> = {}): DeviceRow {
    return { devEUI, count: 1, lastMessage: 1, change: 1, ...fields };
}

const DEVICES = [
    device("A", { name: "Cold room", model: "ELSYS/ELT2", rssi: -71, lastMessage: 3, count: 5 }),
    device("B", { rssi: -92, lastMessage: 2, battery: { name: "battery_level", value: 80, unit: "%" } }),
    device("C", { name: "attic", lastMessage: 9, count: 2 }),
];

const ORDERS: readonly [order: DeviceOrder, devices: string][] = [
    [{ column: "lastMessage", descending: true }, "CAB"],
    [{ column: "lastMessage", descending: false }, "BAC"],
    [{ column: "count", descending: true }, "ACB"],
    [{ column: "device", descending: false }, "CBA"],
    [{ column: "device", descending: true }, "ABC"],
    [{ column: "rssi", descending: true }, "ABC"],
    [{ column: "rssi", descending: false }, "BAC"],
    [{ column: "battery", descending: false }, "BAC"],
];

function shown(order: DeviceOrder, filter = ""): string {
    return orderedDevices(DEVICES, order, filter)
        .map(({ devEUI }) => devEUI)
        .join("");
}

describe("the list of devices", () => {
    for (const [order, devices] of ORDERS) {
        it(`is sorted by ${order.column}, ${order.descending ? "descending" : "ascending"}`, () => {
            shown(order).should.equal(devices);
        });
    }

    for (const [filter, devices] of [
        ["", "CAB"],
        ["b", "B"],
        [" COLD ", "A"],
        ["elt2", "A"],
        ["nothing", ""],
    ] as const) {
        it(`holds what matches "${filter}"`, () => {
            shown({ column: "lastMessage", descending: true }, filter).should.equal(devices);
        });
    }

    it("turns around at a second click, and begins with the first name or the highest figure", () => {
        const first = orderAfterClick({ column: "lastMessage", descending: true }, "rssi");
        should(first).deepEqual({ column: "rssi", descending: true });
        should(orderAfterClick(first, "rssi")).deepEqual({ column: "rssi", descending: false });
        should(orderAfterClick(first, "device")).deepEqual({ column: "device", descending: false });
    });
});
