import { connectionId } from "../../demo/example";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { exampleNodes } from "../support/examples";
import { LOGIN } from "../support/flow-nodes";

const EXAMPLE = exampleNodes("watch-the-connection");

/** The example as somebody has filled it in; its debug nodes write to the log too, where a test can read it. */
function filledIn(platform: Platform): FlowNode[] {
    return EXAMPLE.map((node) => {
        if (node.type === "debug") return { ...node, console: true };
        if (node.type !== "wmw-config") return node;
        const { mqttPort } = platform;
        return { ...node, region: "custom", customHostname: `localhost:${mqttPort}`, enterpriseId: "1234" };
    });
}

describe("the example that watches the connection, in a real Node-RED,", () => {
    let platform: Platform;
    let nodeRed: NodeRedProcess;
    let flows: FlowNode[];

    before(async () => {
        platform = await startPlatform({});
        nodeRed = await startNodeRed({ flows: [], caPem: platform.caPem });
        await nodeRed.ready;
    });

    after(async () => {
        await nodeRed.stop();
        await platform.close();
    });

    /** Presses the button of this name. */
    async function press(name: string): Promise<void> {
        const button = flows.find((node) => node.type === "inject" && node.name === name);
        await new AdminApi(nodeRed.url).inject(String(button?.id));
    }

    /** A line that a debug node has written, or writes next; objects begin on the line behind its name. */
    function debugged(name: string, text = ""): Promise<string> {
        return nodeRed.waitForLine(new RegExp(`\\[debug:${name}\\] ${text}`));
    }

    it("shows what is missing while it is not filled in", async () => {
        flows = EXAMPLE.map((node) => (node.type === "debug" ? { ...node, console: true } : node));
        await new AdminApi(nodeRed.url).deploy(flows, "full");
        await debugged("status", "to WMW: enterprise-id-missing");
        await debugged(
            "connection errors",
            "WMW_NO_CONNECTION: enterpriseId: expected your WMW enterprise ID",
        );
    });

    it("shows that the connection stands, and which documents are safe and which are broken", async () => {
        flows = filledIn(platform);
        await new AdminApi(nodeRed.url).deploy(flows, "full", { [connectionId(flows)]: LOGIN });
        await debugged("status", "to WMW: connected");
        await debugged("status", "commands from WMW: connected");
        const received = platform.next("document");
        await press("a document");
        await received;
        await debugged("safe documents");
        await press("a broken document");
        await debugged("document errors", "WMW_BAD_DOCUMENT: DevEUI_uplink.DevEUI: expected 16 hex digits");
    });

    it("shows why the broker cannot be reached, and how many documents wait", async () => {
        await platform.stopBroker();
        await debugged("connection errors", "WMW_NO_CONNECTION: nothing accepts connections");
        await debugged("status", "to WMW: refused");
        await press("a document");
        await debugged("status", "to WMW: .*, 1 queued");
        const received = platform.next("document");
        await platform.startBroker();
        await received;
    });
});
