import { type Clock } from "../clock";
import { type Dial, type DialOptions } from "./broker-link";

/** How long (ms) the broker may take; what it keeps then does no harm beyond its memory. */
const TIME = 5_000;

/**
 * Makes the broker forget a session: MQTT 3.1.1 can do so only by a connection with a clean session
 * [MQTT-3.1.2-6]. Resolves when that was tried.
 */
export async function forgetSession(dial: Dial, options: DialOptions, clock: Clock): Promise<void> {
    let over: () => void = () => undefined;
    const tried = new Promise<void>((resolve) => (over = resolve));
    const cancel = clock.after(TIME, () => {
        over();
    });
    const link = dial(
        { ...options, session: "clean" },
        {
            secured: () => undefined,
            accepted: () => {
                over();
            },
            message: (_message, answer) => {
                answer(false);
            },
            ended: () => {
                over();
            },
        },
    );
    await tried;
    cancel();
    await link.end("gently");
}
