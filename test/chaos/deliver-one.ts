import { once } from "node:events";
import { type Load } from "./load";
import { type Destination, type MqttProxy } from "./mqtt-proxy";
import { numberOf } from "./numbered-document";

/**
 * Sends one more document, and resolves when it is settled and has arrived at this destination. Documents keep
 * their order, and so do reports: all before it have arrived then, or will never. Rejects after `patience` ms.
 */
export async function deliverOne(
    load: Load,
    proxy: MqttProxy,
    destination: Destination,
    patience: number,
): Promise<void> {
    const timeout = AbortSignal.timeout(patience);
    const late = once(timeout, "abort").then(() => {
        throw new Error(`no document arrived at ${destination} within ${patience / 1000} s`);
    });
    const tries = async (): Promise<void> => {
        while (!timeout.aborted) {
            // A document fails while something is not in order: another one is tried when that may have changed.
            const changed = Promise.race([load.next("connected"), load.next("news")]);
            if (await tryOne(load, proxy, destination)) return;
            await changed;
        }
    };
    await Promise.race([tries(), late]);
}

/** Whether the document was done and arrived; false where it failed, or could not be sent. */
async function tryOne(load: Load, proxy: MqttProxy, destination: Destination): Promise<boolean> {
    const id = load.sendOne();
    if (id === undefined) return false;
    const arrived = proxy.next(
        "arrived",
        (arrival) => arrival.destination === destination && numberOf(arrival.payload.toString()) === id,
    );
    const isIt = (settled: { id: number }): boolean => settled.id === id;
    const done = await Promise.race([
        load.next("done", isIt).then(() => true),
        load.next("failed", isIt).then(() => false),
    ]);
    if (done) await arrived;
    return done;
}
