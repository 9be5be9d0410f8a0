import { type BrokerLink, type LinkListener } from "./broker-link";
import { type LinkEnd } from "./failure";

/** Stands for an attempt that failed before there was a socket; tells its end once the caller has it in hand. */
export function failedLink(end: LinkEnd, listener: LinkListener): BrokerLink {
    let over = false;
    queueMicrotask(() => {
        if (!over) listener.ended(end);
    });
    return {
        publish: () => undefined,
        subscribe: () => undefined,
        unsubscribe: () => undefined,
        end() {
            over = true;
            return Promise.resolve();
        },
    };
}
