import { type Socket } from "node:net";
import { freePort } from "../../demo/ports";
import { type FlowNode } from "../../demo/user-directory";
import { obliging, obligingBut } from "../lib/support/broker-packets";
import { uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

/** A flow whose broker is somewhere where there is none. */
async function towards(bench: FaultBench, customHostname: string, config: FlowNode = {}): Promise<Shown> {
    const changes = { config: { customHostname, tls: "", ...config } };
    return { flow: await bench.start(mainFlow({ mqttPort: 1 }, changes)) };
}

/** A flow at a TCP port that does something else than speak TLS. */
function atPort(
    welcome: (socket: Socket) => void,
    config: FlowNode = {},
): (bench: FaultBench) => Promise<Shown> {
    return (bench) => {
        bench.scripted.welcome = welcome;
        return towards(bench, `127.0.0.1:${bench.scripted.port}`, config);
    };
}

describeFaults("Reaching the broker", {
    // As long as it may take: a resolver whose servers say nothing gives up after ten seconds or more.
    "The host is not known": (bench) => towards(bench, "broker.invalid", { connectTimeout: 100 }),
    "Nothing listens at the port": async (bench) => towards(bench, `127.0.0.1:${await freePort()}`),
    // Linux itself refuses TCP to this address, whatever its network.
    "There is no way to the host": (bench) => towards(bench, "255.255.255.255"),
    "Nobody answers": atPort(() => undefined, { connectTimeout: 1 }),
    "The port is the one for MQTT without TLS": async (bench) => {
        const port = await freePort();
        const config = [`listener ${port} 127.0.0.1`, "allow_anonymous true"];
        await bench.mosquitto({ config });
        return towards(bench, `127.0.0.1:${port}`);
    },
    "The port speaks something else than TLS": atPort((socket) =>
        socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"),
    ),
    "The broker closes at once, since it is full": atPort((socket) => socket.end()),
    "The broker does not acknowledge documents": async (bench) => {
        bench.scripted.script = obligingBut("publish");
        const flow = await bench.run(bench.scripted, { config: { actionTimeout: 1 } });
        await flow.words("uplink", /^connected$/);
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "The connection breaks": async (bench) => {
        // At the first ping. What shows changes once a second at most: it shows "connected" a second after the connection
        // is there, and a second later the next change at once. One that comes earlier may be over before it shows, and at
        // the third in a row another client is suspected.
        bench.scripted.script = (packet, peer) => {
            if (packet.cmd === "pingreq") peer.close();
            else obliging(packet, peer);
        };
        return { flow: await bench.run(bench.scripted, { config: { keepalive: 3, queue: "memory" } }) };
    },
});
