import { connect } from "mqtt";
import { type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { connack, disconnect, obligingBut, puback } from "../lib/support/broker-packets";
import { type Script } from "../lib/support/broker-peer";
import { uplink } from "../support/documents";
import { LOGIN } from "../support/flow-nodes";
import { type MosquittoOptions } from "../support/mosquitto";
import { ENTERPRISE_USER } from "../support/mosquitto-files";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

const WRONG_LOGIN = { ...LOGIN, password: "not-the-password" };
const MAY_NOT_PUBLISH = [{ ...ENTERPRISE_USER, publish: [] }];
const MAY_NOT_SUBSCRIBE = [{ ...ENTERPRISE_USER, subscribe: [] }];
const MQTT_5 = { protocolVersion: "5" };

/** A flow with one document, on a mosquitto. */
async function onMosquitto(
    bench: FaultBench,
    options: MosquittoOptions,
    config: FlowNode = {},
): Promise<Shown> {
    const flow = await bench.run(await bench.mosquitto(options), { config });
    flow.send("uplink", { payload: uplink() });
    // It is safe on disk, or with the broker.
    await flow.next("completed");
    return { flow };
}

/** A flow on a broker that answers some packets itself and is obliging about all others. */
async function onScript(
    bench: FaultBench,
    answers: Readonly<Partial<Record<"connect" | "publish", Script>>>,
    config: FlowNode = MQTT_5,
): Promise<Shown> {
    const rest = obligingBut(...(Object.keys(answers) as (keyof typeof answers)[]));
    bench.scripted.script = (packet, peer) => {
        if (packet.cmd === "connect" || packet.cmd === "publish") answers[packet.cmd]?.(packet, peer);
        rest(packet, peer);
    };
    const flow = await bench.run(bench.scripted, { config });
    flow.send("uplink", { payload: uplink() });
    return { flow };
}

/** Somebody with the client id of the flow, who comes back whenever the flow throws him out. */
async function withRival(bench: FaultBench, broker: Platform): Promise<Shown> {
    const { mqttPort: port, caPem } = broker;
    const flow = await bench.run({ port, caPem }, { config: { clientId: "shared" } });
    const rival = connect({
        protocol: "mqtts",
        host: "127.0.0.1",
        port,
        ca: caPem,
        ...LOGIN,
        clientId: "shared",
        reconnectPeriod: 50,
    });
    bench.atEnd(() => rival.endAsync(true));
    return { flow };
}

describeFaults("Login and rights", {
    "The connection has no username": async (bench) => ({
        flow: await bench.run(await bench.platform(), { login: { username: "", password: "" } }),
    }),
    "The username or the password is wrong": async (bench) => ({
        flow: await bench.run(await bench.platform(), { login: WRONG_LOGIN }),
    }),
    "The broker does not know the user": async (bench) => ({
        flow: await bench.run(await bench.mosquitto(), { login: WRONG_LOGIN, config: MQTT_5 }),
    }),
    "The broker has banned the client": (bench) =>
        onScript(bench, { connect: (_, peer) => peer.send(connack(0x8a)) }),
    "The broker does not speak this version of MQTT": async (bench) => ({
        flow: await bench.run(await bench.platform(), { config: MQTT_5 }),
    }),
    "The broker does not accept the client id": (bench) =>
        onScript(bench, { connect: (_, peer) => peer.send(connack(0x85)) }),
    "Another client has the same client id": (bench) =>
        onScript(bench, { connect: (_, peer) => peer.send(connack(), disconnect(0x8e)) }),
    "Another client has the same client id, MQTT 3.1.1": async (bench) =>
        withRival(bench, await bench.platform()),
    "The user may not publish": (bench) => onMosquitto(bench, { users: MAY_NOT_PUBLISH }, MQTT_5),
    "The user may not publish, MQTT 3.1.1, and the broker closes the connection": async (bench) => {
        // The user is the one of enterprise 1234.
        const flow = await bench.run(await bench.platform(), { config: { enterpriseId: "5678" } });
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "The user may not publish, MQTT 3.1.1, and the broker throws documents away": (bench) =>
        onMosquitto(bench, { users: MAY_NOT_PUBLISH }),
    "The quota for publishing is used up": (bench) =>
        onScript(bench, {
            publish: (packet, peer) => {
                if (packet.cmd === "publish") peer.send(puback(packet, 0x97));
            },
        }),
    "The broker takes QoS 0 only": (bench) =>
        onScript(bench, { connect: (_, peer) => peer.send(connack(0, { maximumQoS: 0 })) }),
    "The user may not subscribe": async (bench) => ({
        ...(await onMosquitto(bench, { users: MAY_NOT_SUBSCRIBE, dynamicSecurity: true })),
        node: "downlink",
    }),
    "The user may not subscribe, and the broker hides it": async (bench) => ({
        ...(await onMosquitto(bench, { users: MAY_NOT_SUBSCRIBE })),
        node: "downlink",
    }),
});
