import { connack, disconnect, obliging } from "../lib/support/broker-packets";
import { type Script } from "../lib/support/broker-peer";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

function onScript(protocolVersion: "4" | "5", script: Script): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => {
        bench.scripted.script = script;
        return { flow: await bench.run(bench.scripted, { config: { protocolVersion } }) };
    };
}

/** A broker that answers each login with this code. */
function refusing(protocolVersion: "4" | "5", code: number): (bench: FaultBench) => Promise<Shown> {
    return onScript(protocolVersion, (packet, peer) => {
        if (packet.cmd === "connect") peer.send(connack(code));
    });
}

describeFaults("The state of the broker", {
    "The broker says that it is not available": refusing("4", 3),
    "The broker is busy": refusing("5", 0x89),
    "The broker is full": refusing("5", 0x9f),
    "A quota of connections is used up": refusing("5", 0x97),
    "The broker has moved": refusing("5", 0x9d),
    "The broker is shutting down": onScript("5", (packet, peer) => {
        obliging(packet, peer);
        if (packet.cmd === "connect") peer.send(disconnect(0x8b));
    }),
    "The broker is shutting down, MQTT 3.1.1": async (bench) => {
        const broker = await bench.platform();
        const flow = await bench.run(broker);
        await flow.words("uplink", /^connected$/);
        await broker.stopBroker();
        return { flow };
    },
});
