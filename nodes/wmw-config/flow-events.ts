import { type EventEmitter } from "node:events";

/** Told when nodes are about to be replaced, and when all nodes of a deploy are there. */
export interface FlowsListener {
    flowsStarted(): void;
    flowsStopping(): void;
}

/** Adds a listener; what it returns removes it. */
type Listen = (listener: FlowsListener) => () => void;

const listens = new WeakMap<EventEmitter, Listen>();

/**
 * Passes Node-RED's flow events on to any number of listeners by one subscription, which exists only while
 * there are any. The returned function adds a listener and gives the one that removes it.
 */
export function flowEvents(events: EventEmitter): Listen {
    const known = listens.get(events);
    if (known) return known;
    const listen = passOn(events);
    listens.set(events, listen);
    return listen;
}

function passOn(events: EventEmitter): Listen {
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
