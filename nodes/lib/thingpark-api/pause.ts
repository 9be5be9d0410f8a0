import { type Clock } from "../clock";
import { WmwError } from "../errors";

/** Waits so many milliseconds. Rejects at once with `WMW_STOPPED` when the signal is aborted. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
        const stop = (): void => {
            cancel();
            reject(stopped());
        };
        const cancel = clock.after(milliseconds, () => {
            signal.removeEventListener("abort", stop);
            resolve();
        });
        if (signal.aborted) stop();
        else signal.addEventListener("abort", stop, { once: true });
    });
}

/** The error of whatever was under way when its node was closed. */
export function stopped(): WmwError {
    return new WmwError("WMW_STOPPED", "the node was closed before its call to ThingPark had ended");
}
