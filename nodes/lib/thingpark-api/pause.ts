import { type Clock } from "../clock";
import { stopped } from "./stopping";

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
