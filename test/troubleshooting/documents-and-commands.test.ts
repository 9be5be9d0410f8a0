import { freePort } from "../../demo/ports";
import { obligingBut, puback } from "../lib/support/broker-packets";
import { command, uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

const LARGE = uplink(undefined, { filler: "x".repeat(1_000) });

/** A flow that is connected to a stand-in, and gets this document. */
async function withDocument(bench: FaultBench, payload: unknown, config = {}): Promise<Shown> {
    const flow = await bench.run(await bench.platform(), { config });
    await flow.words("uplink", /^connected$/);
    flow.send("uplink", { payload });
    return { flow };
}

/** A flow whose subscription stands, and which is sent this as a command. */
async function withCommand(bench: FaultBench, sent: object | string): Promise<Shown> {
    const broker = await bench.platform();
    const subscribed = broker.next("subscribed");
    const flow = await bench.run(broker);
    await subscribed;
    await broker.sendDownlink("1234", sent);
    // What comes behind it shows that it was read.
    await broker.sendDownlink("1234", command());
    await flow.next("commands");
    return { flow, node: "downlink" };
}

describeFaults("Documents and commands", {
    "The document is broken": (bench) => withDocument(bench, uplink("not a DevEUI")),
    "The document is too old": (bench) =>
        withDocument(bench, uplink(undefined, { Time: "2020-01-01T00:00:00Z" }), {
            uplinkTimeValidity: "1h",
        }),
    "The document is too large": async (bench) => {
        const broker = await bench.mosquitto({ config: ["max_packet_size 1000"] });
        const flow = await bench.run(broker, { config: { protocolVersion: "5" } });
        await flow.words("uplink", /^connected$/);
        flow.send("uplink", { payload: LARGE });
        return { flow };
    },
    "The document is too large, MQTT 3.1.1": async (bench) => {
        const flow = await bench.run(await bench.mosquitto({ config: ["message_size_limit 1000"] }));
        await flow.words("uplink", /^connected$/);
        flow.send("uplink", { payload: LARGE });
        await flow.next("completed");
        return { flow };
    },
    "The broker refuses this document": async (bench) => {
        const rest = obligingBut("publish");
        bench.scripted.script = (packet, peer) => {
            if (packet.cmd === "publish") peer.send(puback(packet, 0x99));
            else rest(packet, peer);
        };
        const flow = await bench.run(bench.scripted, { config: { protocolVersion: "5" } });
        await flow.words("uplink", /^connected$/);
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "A document of QoS 0 finds no connection": async (bench) => {
        const flow = await bench.start(mainFlow({ mqttPort: await freePort() }, { uplink: { qos: "0" } }));
        await flow.words("uplink", /^refused$/);
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "A command is broken": (bench) => withCommand(bench, command(undefined, { FPort: "800" })),
    "A command came too late": (bench) =>
        withCommand(bench, command(undefined, { ValidityTime: "2020-01-01T00:00:00Z" })),
    "A message on the downlink topic is not JSON": (bench) => withCommand(bench, "hello"),
});
