import { type DeviceRow } from "../../../nodes/lib/monitor/monitor-view";
import { DeviceMap } from "../../../nodes/editor/monitor/device-map";

function row(devEUI: string | null, change: number): DeviceRow {
    return { devEUI, count: 1, lastMessage: 1, change };
}

describe("what the editor knows of devices", () => {
    let devices: DeviceMap;

    beforeEach(() => {
        devices = new DeviceMap();
        devices.apply({ change: 2, floor: 0, devices: [row("A", 1), row("B", 2)] });
    });

    function known(): [string | null, number][] {
        return devices.rows.map(({ devEUI, change }) => [devEUI, change]);
    }

    it("goes as far as the server has told", () => {
        devices.change.should.equal(2);
    });

    it("takes over what is new of a device, and what is a new one", () => {
        devices.apply({ change: 4, floor: 0, devices: [row("A", 3), row(null, 4)] });
        known().should.deepEqual([
            ["A", 3],
            ["B", 2],
            [null, 4],
        ]);
    });

    it("forgets what the server has forgotten", () => {
        devices.apply({ change: 3, floor: 2, devices: [row("C", 3)] });
        known().should.deepEqual([
            ["B", 2],
            ["C", 3],
        ]);
    });

    it("forgets all of it after a restart of the server", () => {
        devices.apply({ change: 1_000, floor: 1_000, devices: [] });
        known().should.be.empty();
    });
});
