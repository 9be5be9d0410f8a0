import { type EventEmitter } from "node:events";

/** Told when nodes are about to be replaced, and when all nodes of a deploy are there. */
export interface FlowsListener {
    flowsStarted(): void;
    flowsStopping(): void;
}

/**
 * Passes Node-RED's flow events on to any number of listeners by one subscription, which exists only while
 * there are any. The returned function adds a listener and gives the one that removes it.
 */
export function flowEvents(events: EventEmitter): (listener: FlowsListener) => () => void {
    const listeners = new Set<FlowsListener>();
    const started = (): void => {
        for (const listener of listeners) listener.flowsStarted();
    };
    const stopping = (): void => {
        for (const listener of listeners) listener.flowsStopping();
    };
    return (listener) => {
        if (listeners.size === 0) events.on("flows:started", started).on("flows:stopping", stopping);
        listeners.add(listener);
        return () => {
            listeners.delete(listener);
            if (listeners.size === 0) events.off("flows:started", started).off("flows:stopping", stopping);
        };
    };
}
