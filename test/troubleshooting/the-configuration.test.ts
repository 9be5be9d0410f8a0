import { type FlowNode } from "../../demo/user-directory";
import { uplink } from "../support/documents";
import {
    configNode,
    downlinkNode,
    LOGIN,
    mainFlow,
    outcomeNodes,
    tlsNode,
    uplinkNode,
} from "../support/flow-nodes";
import { describeFaults, type Shown } from "./describe-faults";
import { type FaultBench } from "./fault-bench";

/** Nothing of this is ever dialled. */
const NOWHERE = { mqttPort: 1 };

function withConfig(config: FlowNode): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => ({ flow: await bench.start(mainFlow(NOWHERE, { config })) });
}

/** A flow without its configuration, or with one that is not there for its nodes. */
function withNodes(...nodes: FlowNode[]): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => ({ flow: await bench.start([...nodes, ...outcomeNodes()]) });
}

function withTls(...tls: FlowNode[]): (bench: FaultBench) => Promise<Shown> {
    return async (bench) => ({ flow: await bench.start([...tls, ...mainFlow(NOWHERE).slice(1)]) });
}

describeFaults("The configuration", {
    "No connection is selected": withNodes(uplinkNode({ connection: "" })),
    "The connection was deleted": withNodes(uplinkNode()),
    "The connection is disabled": withNodes(uplinkNode(), configNode(NOWHERE.mqttPort, { tls: "", d: true })),
    "The connection is deactivated": async (bench) => {
        const flow = await bench.start(mainFlow(NOWHERE, { config: { active: false } }));
        flow.send("uplink", { payload: uplink() });
        return { flow };
    },
    "The enterprise ID is missing": withConfig({ enterpriseId: "" }),
    "The enterprise ID is not valid": withConfig({ enterpriseId: "12/34" }),
    "The custom hostname is missing": withConfig({ customHostname: "" }),
    "The custom hostname has a scheme": withConfig({ customHostname: "mqtts://broker.example.com" }),
    "The region is not known to this Node-RED": withConfig({ region: "Mars" }),
    "An environment variable is not set": withConfig({
        enterpriseId: "${WMW_TEST_VARIABLE_THAT_IS_NOT_SET}",
    }),
    "The username is missing": async (bench) => ({
        flow: await bench.start(mainFlow(NOWHERE), { config: { password: LOGIN.password } }),
    }),
    "A DevEUI of the list is not valid": async (bench) => {
        const nodes = [
            configNode(NOWHERE.mqttPort, { tls: "" }),
            downlinkNode({ devEUIs: "XYZ", wires: [] }),
        ];
        return { flow: await bench.start([...nodes, ...outcomeNodes([])]), node: "downlink" };
    },
    "Another setting is not valid": withConfig({ keepalive: -1 }),
    "The connection was saved by a newer version": withConfig({ version: 99 }),
    "The TLS settings were deleted": withTls(),
    "The TLS settings are disabled": withTls({ ...tlsNode(), d: true }),
    "The files of the TLS settings cannot be read": withTls({ ...tlsNode(), ca: "/nowhere/ca.pem" }),
    "The certificate of the TLS settings cannot be used": async (bench) => ({
        flow: await bench.start(mainFlow(NOWHERE), { ca: { certdata: "none", keydata: "none" } }),
    }),
});
