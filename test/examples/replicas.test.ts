import { randomBytes } from "node:crypto";
import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { command } from "../support/documents";
import { exampleNodes } from "../support/examples";
import { LOGIN } from "../support/flow-nodes";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OperatorClient } from "../support/operator-client";

const IMPORTS = ["first", "second"];
const DEVICES = Array.from({ length: 10 }, (_, number) => `20635F010000000${number}`);

/** Two imports of the example in one Node-RED: to a broker as good as two Node-REDs, and sooner started. */
describeWithMosquitto("the example for replicas, imported twice,", () => {
    let broker: Mosquitto;
    let operator: OperatorClient;
    let nodeRed: NodeRedProcess;

    before(async () => {
        broker = await startMosquitto();
        operator = await OperatorClient.connect(broker);
        const nodes = IMPORTS.flatMap((name) => imported(name, broker.port));
        const idsOf = (wanted: string): string[] =>
            nodes.filter(({ type }) => type === wanted).map(({ id }) => String(id));
        const logins = idsOf("wmw-config").map((id): [string, typeof LOGIN] => [id, LOGIN]);
        const credentials = Object.fromEntries(logins);
        nodeRed = await startNodeRed({ flows: nodes, credentials, caPem: broker.caPem });
        await nodeRed.ready;
        const api = new AdminApi(nodeRed.url);
        // A connection subscribes before it publishes: what arrives tells that it is subscribed.
        for (const id of idsOf("inject")) await api.inject(id);
        await operator.texts(IMPORTS.length);
    });

    after(async () => {
        await nodeRed.stop();
        await operator.end();
        await broker.stop();
    });

    it("shares the commands: each is handled by one of the two, and both take part", async () => {
        const handled: string[] = [];
        const all = nodeRed.next("line", (line) => {
            const found = /\[debug:handled here, (\w+)\] .*: (\w+) port 8$/.exec(line);
            if (found) handled.push(found.slice(1).join(" "));
            return handled.length === DEVICES.length;
        });
        for (const devEUI of DEVICES) await operator.command(command(devEUI));
        await all;
        should(handled.map((line) => line.split(" ")[1]).sort()).deepEqual(DEVICES);
        should([...new Set(handled.map((line) => line.split(" ")[0]))].sort()).deepEqual(IMPORTS);
    });
});

/** The example as an import gives it, with ids of its own, filled in; its debug nodes write to the log, by this name. */
function imported(name: string, brokerPort: number): FlowNode[] {
    const example = exampleNodes("replicas");
    const text = example.reduce(
        (json, { id }) => json.replaceAll(String(id), randomBytes(8).toString("hex")),
        JSON.stringify(example),
    );
    return (JSON.parse(text) as FlowNode[]).map((node) => {
        if (node.type === "debug") return { ...node, console: true, name: `${String(node.name)}, ${name}` };
        if (node.type !== "wmw-config") return node;
        const customHostname = `localhost:${brokerPort}`;
        return { ...node, region: "custom", customHostname, enterpriseId: "1234" };
    });
}
