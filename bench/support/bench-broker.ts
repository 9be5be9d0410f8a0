import { freePort } from "../../demo/ports";
import { startMosquitto, type Mosquitto } from "../../test/support/mosquitto";

/** A mosquitto that is no limit to anybody, and a door to it without TLS for what only feeds it. */
export interface BenchBroker {
    readonly mosquitto: Mosquitto;
    readonly plainPort: number;
}

export async function startBenchBroker(): Promise<BenchBroker> {
    const plainPort = await freePort();
    const mosquitto = await startMosquitto({
        config: [
            "max_inflight_messages 65535",
            "max_queued_messages 0",
            "max_queued_bytes 0",
            "log_type error",
            "log_type warning",
            "log_type information",
            `listener ${plainPort} 127.0.0.1`,
        ],
    });
    return { mosquitto, plainPort };
}
