import { type DeviceRow, type DevicesChange } from "../../lib/monitor/monitor-view";

/** The devices of a connection as far as the server has told. */
export class DeviceMap {
    readonly #devices = new Map<string | null, DeviceRow>();
    #change = 0;

    /** How far it goes: the server is asked for what came after. */
    get change(): number {
        return this.#change;
    }

    get rows(): readonly DeviceRow[] {
        return [...this.#devices.values()];
    }

    /** Takes over what has become of the devices since. */
    apply({ change, floor, devices }: DevicesChange): void {
        for (const [devEUI, row] of this.#devices) if (row.change < floor) this.#devices.delete(devEUI);
        for (const row of devices) this.#devices.set(row.devEUI, row);
        this.#change = change;
    }
}
