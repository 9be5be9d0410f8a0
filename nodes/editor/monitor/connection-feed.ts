import { systemClock } from "../../lib/clock";
import { type MonitorAnswer } from "../../lib/monitor/monitor-view";
import { Throttle } from "../../lib/throttle";
import { Refresher } from "../refresher";
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
    readonly #refresher = new Refresher(() => this.#ask());
    readonly #news = new Throttle(systemClock, INTERVAL, () => {
        this.#refresher.request();
    });

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
        const asked = await askConnection(this.#configId, this.devices.change);
        if (asked.ok) this.devices.apply(asked.answer);
        this.#told(asked);
    }
}
