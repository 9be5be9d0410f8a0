import { systemClock } from "../../lib/clock";
import { type MonitorAnswer } from "../../lib/monitor/monitor-view";
import { Throttle } from "../../lib/throttle";
import { DeviceMap } from "./device-map";
import { askConnection, type Asked } from "./monitor-client";

/** However much happens, the server is asked at most this often (ms). */
const INTERVAL = 1_000;

/**
 * What the server tells of one connection. It is asked when it says that there is something new, and now and
 * then in any case, since it tells only those who have looked lately.
 */
export class ConnectionFeed {
    readonly devices = new DeviceMap();
    readonly #configId: string;
    readonly #told: (asked: Asked<MonitorAnswer>) => void;
    readonly #news = new Throttle(systemClock, INTERVAL, () => void this.#ask());
    #asking = false;
    #askAgain = false;

    constructor(configId: string, told: (asked: Asked<MonitorAnswer>) => void) {
        this.#configId = configId;
        this.#told = told;
    }

    /** Asks the server, soon. */
    ask(): void {
        this.#news.ask();
    }

    stop(): void {
        this.#news.stop();
    }

    async #ask(): Promise<void> {
        if (this.#asking) {
            this.#askAgain = true;
            return;
        }
        this.#asking = true;
        const asked = await askConnection(this.#configId, this.devices.change);
        this.#asking = false;
        if (asked.ok) this.devices.apply(asked.answer);
        this.#told(asked);
        if (!this.#askAgain) return;
        this.#askAgain = false;
        this.#news.ask();
    }
}
