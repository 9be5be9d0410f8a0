import { type NodeAPI } from "node-red";
import { systemClock } from "../lib/clock";
import { Throttle } from "../lib/throttle";

/** The topic on which every open editor is told that connections were created. */
const TOPIC = "wmw/connections-created";

/** How often (ms) a node tells it, at most. */
const INTERVAL = 1_000;

/**
 * Tells open editors how many connections a node has created since it told it last: by the node's id and a
 * number, since every session that may see statuses hears it.
 */
export class CreatedNotice {
    readonly #throttle: Throttle;
    #created = 0;

    constructor(RED: NodeAPI, nodeId: string) {
        this.#throttle = new Throttle(systemClock, INTERVAL, () => {
            const created = this.#created;
            this.#created = 0;
            RED.comms.publish(TOPIC, { node: nodeId, created }, false);
        });
    }

    count(): void {
        this.#created += 1;
        this.#throttle.ask();
    }

    stop(): void {
        this.#throttle.stop();
    }
}
