import { type Clock } from "../clock";
import { MessageBudget } from "./message-budget";
import { Monitor } from "./monitor";
import { type MonitorBounds } from "./monitor-bounds";

/** Who looks on at which connection, and for where that leads. */
interface Entry {
    readonly monitor: Monitor;
    readonly destination: string;
}

/**
 * The monitors of all connections, which share one budget. They outlive deploys: a connection that is made anew
 * for the same configuration and leads to the same destination goes on with what there was.
 */
export class Monitors {
    readonly #clock: Clock;
    readonly #bounds: MonitorBounds;
    readonly #budget: MessageBudget;
    readonly #announce: (configId: string, change: number) => void;
    readonly #entries = new Map<string, Entry>();

    constructor(parts: {
        clock: Clock;
        bounds: MonitorBounds;
        /** Tells viewers of a configuration that there is something new. */
        announce: (configId: string, change: number) => void;
    }) {
        this.#clock = parts.clock;
        this.#bounds = parts.bounds;
        this.#budget = new MessageBudget(parts.bounds.bytes);
        this.#announce = parts.announce;
    }

    /** The monitor of a configuration, for as long as that leads to this destination. */
    open(configId: string, destination: string): Monitor {
        const entry = this.#entries.get(configId);
        if (entry?.destination === destination) return entry.monitor;
        entry?.monitor.close();
        const monitor = new Monitor({
            clock: this.#clock,
            bounds: this.#bounds,
            budget: this.#budget,
            announce: (change) => {
                this.#announce(configId, change);
            },
        });
        this.#entries.set(configId, { monitor, destination });
        return monitor;
    }

    /** The configuration is gone. */
    close(configId: string): void {
        this.#entries.get(configId)?.monitor.close();
        this.#entries.delete(configId);
    }
}
