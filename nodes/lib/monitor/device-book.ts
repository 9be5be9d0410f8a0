import { type MessageBudget } from "./message-budget";
import { type MonitorBounds } from "./monitor-bounds";
import { SeenDevice } from "./seen-device";
import { type KeptMessage } from "./seen-message";

/** The devices of a connection that were seen last; of too many, those that were silent the longest are forgotten. */
export class DeviceBook {
    readonly #bounds: MonitorBounds;
    readonly #budget: MessageBudget;
    /** In the order of their last messages. */
    readonly #devices = new Map<string | undefined, SeenDevice>();
    #newest: SeenDevice | undefined;
    #floor = 0;

    constructor(bounds: MonitorBounds, budget: MessageBudget) {
        this.#bounds = bounds;
        this.#budget = budget;
    }

    /** Every device whose last message has a lower number is forgotten. */
    get floor(): number {
        return this.#floor;
    }

    add(message: KeptMessage): void {
        if (!this.#newest || this.#newest.devEUI !== message.devEUI) {
            this.#newest = this.#madeNewest(message.devEUI);
        }
        this.#newest.add(message);
    }

    #madeNewest(devEUI: string | undefined): SeenDevice {
        const known = this.#devices.get(devEUI);
        const device =
            known ?? new SeenDevice(devEUI, { budget: this.#budget, messages: this.#bounds.messages });
        if (known) this.#devices.delete(devEUI);
        else if (this.#devices.size >= this.#bounds.devices) this.#forgetOldest();
        this.#devices.set(devEUI, device);
        return device;
    }

    find(devEUI: string | undefined): SeenDevice | undefined {
        return this.#devices.get(devEUI);
    }

    /** The devices with a message after the one of this number, the one that was silent the longest first. */
    since(number: number): readonly SeenDevice[] {
        return [...this.#devices.values()].filter(({ change }) => change > number);
    }

    /** Forgets all devices; the number is higher than that of any message so far. */
    clear(number: number): void {
        for (const device of this.#devices.values()) device.clear();
        this.#devices.clear();
        this.#newest = undefined;
        this.#floor = number;
    }

    #forgetOldest(): void {
        for (const [devEUI, device] of this.#devices) {
            device.clear();
            this.#devices.delete(devEUI);
            this.#floor = device.change + 1;
            return;
        }
    }
}
