import { setTimeout as delay } from "node:timers/promises";
import { type Certificate } from "../../demo/certificates";
import { type Mosquitto } from "../support/mosquitto";
import { DEFAULT_USERS } from "../support/mosquitto-files";
import { type Load } from "./load";
import { type MqttProxy } from "./mqtt-proxy";
import { type NodeRedHost } from "./node-red-host";

/** All that faults are done to. */
export interface Stage {
    readonly broker: Mosquitto;
    readonly proxy: MqttProxy;
    readonly nodeRed: NodeRedHost;
    readonly load: Load;
    /** One that Node-RED has no reason to trust. */
    readonly strangersCertificate: Certificate;
}

/** One thing that can go wrong, or that a user may do, and that is over when the promise resolves. */
export interface Fault {
    /** Milliseconds that it lasts, at least and at most. */
    readonly lasts: readonly [number, number];
    readonly strike: (stage: Stage, time: number) => Promise<void>;
}

/** The same users, whose passwords were changed behind Node-RED's back. */
const CHANGED_USERS = DEFAULT_USERS.map((user) => ({ ...user, password: `${user.password}, changed` }));

/** Milliseconds: enough to connect and to send something, seldom enough for its acknowledgement. */
const FLAP_INTERVAL = 250;

const AN_INSTANT = [0, 0] as const;

/** What can happen to the network and the broker. */
export const LINK_FAULTS = {
    "links cut": {
        lasts: AN_INSTANT,
        strike: ({ proxy }) => {
            proxy.cut();
            return Promise.resolve();
        },
    },
    "black hole": lasting([500, 7_000], ({ proxy }) => {
        proxy.playDead();
    }),
    "network flaps": {
        lasts: [2_000, 10_000],
        async strike({ proxy }, time) {
            proxy.slowDown();
            for (let elapsed = 0; elapsed < time; elapsed += FLAP_INTERVAL) {
                await delay(FLAP_INTERVAL);
                proxy.cut();
            }
            await proxy.heal();
        },
    },
    "slow network": lasting([1_000, 8_000], ({ proxy }) => {
        proxy.slowDown();
    }),
    "acknowledgements dropped": lasting([500, 6_000], ({ proxy }) => {
        proxy.dropAcknowledgements();
    }),
    "connections refused": lasting([500, 6_000], ({ proxy }) => proxy.refuse()),
    "other certificate": {
        lasts: [500, 3_000],
        async strike({ proxy, nodeRed, strangersCertificate }, time) {
            proxy.present(strangersCertificate);
            await delay(time);
            await proxy.heal();
            proxy.cut();
            // What people have to mend is tried again slowly.
            await nodeRed.reconnect();
        },
    },
    "broker killed": {
        lasts: [0, 5_000],
        async strike({ broker }, time) {
            await broker.kill();
            await delay(time);
            await broker.restart();
        },
    },
    "broker restarted": { lasts: AN_INSTANT, strike: ({ broker }) => broker.restart() },
    "broker paused": {
        lasts: [500, 7_000],
        async strike({ broker }, time) {
            broker.pause();
            await delay(time);
            broker.resume();
        },
    },
    "wrong password": {
        lasts: [500, 3_000],
        async strike({ broker, nodeRed }, time) {
            await broker.restart({ users: CHANGED_USERS });
            await delay(time);
            await broker.restart({ users: DEFAULT_USERS });
            await nodeRed.reconnect();
        },
    },
} satisfies Record<string, Fault>;

/** What can happen to Node-RED, by its machine, its user and its flow. */
export const NODE_RED_FAULTS = {
    "burst of documents": {
        lasts: AN_INSTANT,
        strike: ({ load }) => {
            load.burst();
            return Promise.resolve();
        },
    },
    "Node-RED killed": { lasts: AN_INSTANT, strike: ({ nodeRed }) => nodeRed.killAndStart() },
    "Node-RED restarted": { lasts: AN_INSTANT, strike: ({ nodeRed }) => nodeRed.restart() },
    "full deploy": { lasts: AN_INSTANT, strike: ({ nodeRed }) => nodeRed.deploy("full") },
    "deploy of flows": { lasts: AN_INSTANT, strike: ({ nodeRed }) => nodeRed.deploy("flows") },
    "deploy of nodes": { lasts: AN_INSTANT, strike: ({ nodeRed }) => nodeRed.deploy("nodes") },
    "tab disabled": {
        lasts: [0, 3_000],
        async strike({ nodeRed }, time) {
            await nodeRed.deploy("flows", { tabDisabled: true });
            await delay(time);
            await nodeRed.deploy("flows", { tabDisabled: false });
        },
    },
    "connection disabled": {
        lasts: [0, 3_000],
        async strike({ nodeRed }, time) {
            await nodeRed.deploy("nodes", { configDisabled: true });
            await delay(time);
            await nodeRed.deploy("nodes", { configDisabled: false });
        },
    },
    "other destination": {
        lasts: [1_000, 6_000],
        async strike({ nodeRed, proxy }, time) {
            await nodeRed.deploy("nodes", { brokerPort: proxy.portOf("other") });
            await delay(time);
            await nodeRed.deploy("nodes", { brokerPort: proxy.portOf("main") });
        },
    },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof LINK_FAULTS | keyof typeof NODE_RED_FAULTS;

/** A fault of the proxy that lasts until it is healed. */
function lasting(lasts: readonly [number, number], begin: (stage: Stage) => void | Promise<void>): Fault {
    return {
        lasts,
        async strike(stage, time) {
            await begin(stage);
            await delay(time);
            await stage.proxy.heal();
        },
    };
}
