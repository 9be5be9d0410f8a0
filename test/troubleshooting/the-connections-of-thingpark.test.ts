import { createAuthority } from "../../demo/certificates";
import { answering } from "../../demo/thingpark/fault";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { configNode, outcomeNodes, tlsNode } from "../support/flow-nodes";
import { type Message, type RunningFlow } from "../support/running-flow";
import { CLIENT, connectionsNode, thingParkCredentials, thingParkNode } from "../support/thingpark-nodes";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

/** What differs from a flow that creates a connection. */
interface Changes {
    readonly connections?: FlowNode;
    readonly config?: FlowNode;
    readonly api?: FlowNode;
    readonly credentials?: (caPem: string) => Credentials | Promise<Credentials>;
}

interface Running {
    readonly flow: RunningFlow;
    readonly thingPark: ThingPark;
}

/** A flow whose `wmw-connections` works with both stand-ins. */
async function run(bench: FaultBench, changes: Changes = {}): Promise<Running> {
    const { authority, mqttPort, caPem } = await bench.platform();
    const thingPark = await startThingPark({ authority });
    bench.atEnd(() => thingPark.close());
    const nodes = [
        tlsNode(),
        configNode(mqttPort, { active: false, ...changes.config }),
        thingParkNode(thingPark.baseUrl, changes.api),
        connectionsNode(changes.connections),
        { id: "results", type: "helper" },
        ...outcomeNodes(["connections"]),
    ];
    const credentials = changes.credentials ?? thingParkCredentials;
    return { flow: await bench.start(nodes, await credentials(caPem)), thingPark };
}

/** The fault shows when a message comes. */
function withMessage(changes: Changes, message: Message = {}): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => {
        const { flow } = await run(bench, changes);
        flow.send("connections", message);
        return { flow, node: "connections" };
    };
}

/** A create that waits until the connection is opened, in vain. */
function waiting(changes: Changes): (bench: FaultBench) => Promise<Shown> {
    return withMessage({ ...changes, connections: { waitUntilOpened: true, ...changes.connections } });
}

describeFaults("The connections of ThingPark", {
    "No ThingPark API is selected": withMessage({ connections: { api: "" } }),
    "The ThingPark API was deleted or disabled": withMessage({ api: { d: true } }),
    "The base URL is plain http": withMessage({
        api: { baseUrl: "http://platform.example.com/core/latest/api" },
    }),
    "No WMW connection is selected for a create": withMessage({ connections: { connection: "" } }),
    "The WMW connection was deleted or disabled": withMessage({ connections: { connection: "gone" } }),
    "A parameter is not valid": withMessage({}, { payload: { downlinkPort: 0 } }),
    "The ID of the connection is missing": withMessage({ connections: { operation: "delete" } }),
    "A secret was taken from ThingPark's answer": withMessage({}, { payload: { downlinkAsKey: "*****" } }),
    "A connection of that name exists already": async (bench) => {
        const { flow } = await run(bench);
        flow.send("connections", {});
        await flow.next("results");
        flow.send("connections", {});
        return { flow, node: "connections" };
    },
    "The client ID or secret is wrong": withMessage({
        credentials: (caPem) => thingParkCredentials(caPem, { client: { ...CLIENT, clientSecret: "wrong" } }),
    }),
    "The platform refuses, such as a sixth connection": async (bench) => {
        const { flow } = await run(bench);
        for (let count = 1; count <= 6; count++) {
            flow.send("connections", { payload: { name: `House ${count}` } });
            if (count < 6) await flow.next("results");
        }
        return { flow, node: "connections" };
    },
    "The base URL leads elsewhere": async (bench) => {
        const { flow, thingPark } = await run(bench);
        thingPark.failNext({ answer: answering(307, "", { location: "https://elsewhere.example.com/" }) });
        flow.send("connections", {});
        return { flow, node: "connections" };
    },
    "The platform's certificate is not trusted": withMessage({
        credentials: async () => thingParkCredentials((await createAuthority("Another CA")).caPem),
    }),
    "The login of the new connection is wrong": waiting({
        credentials: (caPem) =>
            thingParkCredentials(caPem, { login: { username: "mqtt-username", password: "wrong" } }),
    }),
    "The platform does not reach WMW": waiting({ config: { customHostname: "localhost:1" } }),
    "The connection was created inactive": waiting({ connections: { parameters: '{"active":false}' } }),
});
