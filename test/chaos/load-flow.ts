import { type FlowNode } from "../../demo/user-directory";
import { configNode, inRows, tlsNode, uplinkNode } from "../support/flow-nodes";

/** What a deploy can change about the flow. */
export interface LoadFlowSettings {
    /** Where documents come in and reports go out. */
    readonly loadPort: number;
    /** The port of the connection's broker. */
    readonly brokerPort: number;
    readonly protocolVersion: "4" | "5";
    /** Another one makes the uplink node a modified one. */
    readonly uplinkRevision: number;
    /** Another one makes the connection, and with it all who use it, modified. */
    readonly configRevision: number;
    readonly tabDisabled: boolean;
    readonly configDisabled: boolean;
}

/** Uplinks in flight at most. */
export const WINDOW = 50;

/** The ids of the documents in `msg.payload`, which may be one or an array, as text or as objects. */
const IDS = `[].concat(msg.payload).map((document) => {
    const { DevEUI_uplink } = typeof document === "object" && "DevEUI_uplink" in document
        ? document
        : JSON.parse(String(document));
    return DevEUI_uplink.FCntUp;
}).join(" ")`;

/**
 * A line is JSON: a document as text, an array of those, or a number, which is sent back on the same connection.
 * Every second document goes on as an object, the others as text.
 */
const READ = `
    const input = JSON.parse(msg.payload);
    if (typeof input === "number") return [null, { ...msg, payload: "read " + input + "\\n" }];
    const asGiven = (text) => {
        const document = JSON.parse(text);
        return document.DevEUI_uplink.FCntUp % 2 === 0 ? document : text;
    };
    return [{ payload: Array.isArray(input) ? input.map(asGiven) : asGiven(input) }, null];`;

const REPORT_DONE = `return { payload: "done " + ${IDS} + "\\n" };`;

/** An error without a document comes from the connection. */
const REPORT_FAILED = `
    const { code = "WMW_UNKNOWN", message } = msg.error;
    if (msg.payload === undefined) return { payload: "fault " + message.replaceAll("\\n", " ") + "\\n" };
    return { payload: "failed " + code + " " + ${IDS} + "\\n" };`;

const REPORT_STATUS = `return { payload: "status " + msg.status.text + "\\n" };`;

/**
 * A flow that publishes what comes over TCP, a document a line, and reports there what became of it. What is under
 * test is on a tab of its own, so that a deploy can restart it alone.
 */
export function loadFlow(settings: LoadFlowSettings): FlowNode[] {
    return [
        { id: "tab", type: "tab", label: "under test", disabled: settings.tabDisabled },
        { id: "load", type: "tab", label: "load" },
        tlsNode(),
        connection(settings),
        ...inRows(
            [
                tcpIn(settings.loadPort),
                functionNode("read", READ, "to-test", "reports"),
                { id: "to-test", type: "link out", mode: "link", links: ["from-load"] },
                { id: "from-test", type: "link in", links: ["to-load"], wires: [["reports"]] },
                // Without a session it answers whoever is connected: a report may be older than the connection.
                { id: "reports", type: "tcp out", beserver: "reply", base64: false, end: false },
            ],
            "load",
        ),
        ...inRows([
            { id: "from-load", type: "link in", links: ["to-test"], wires: [["uplink"]] },
            uplinkNode({ name: `revision ${settings.uplinkRevision}` }),
            { id: "complete", type: "complete", scope: ["uplink"], uncaught: false, wires: [["done"]] },
            { id: "catch", type: "catch", scope: null, uncaught: false, wires: [["failed"]] },
            { id: "status", type: "status", scope: ["uplink"], wires: [["status-report"]] },
            functionNode("done", REPORT_DONE, "to-load"),
            functionNode("failed", REPORT_FAILED, "to-load"),
            functionNode("status-report", REPORT_STATUS, "to-load"),
            { id: "to-load", type: "link out", mode: "link", links: ["from-test"] },
        ]),
    ];
}

/** Time-outs are short, so that a fault takes seconds. */
function connection({
    brokerPort,
    protocolVersion,
    configRevision,
    configDisabled,
}: LoadFlowSettings): FlowNode {
    return configNode(brokerPort, {
        protocolVersion,
        description: `revision ${configRevision}`,
        connectTimeout: 3,
        actionTimeout: 2,
        reconnectStrategy: "aggressive",
        inFlight: WINDOW,
        ...(configDisabled ? { d: true } : {}),
    });
}

function tcpIn(port: number): FlowNode {
    return {
        id: "documents",
        type: "tcp in",
        server: "server",
        host: "",
        port: String(port),
        datamode: "stream",
        datatype: "utf8",
        newline: "\\n",
        wires: [["read"]],
    };
}

function functionNode(id: string, func: string, ...to: string[]): FlowNode {
    const wires = to.map((node) => [node]);
    return { id, type: "function", func, outputs: to.length, initialize: "", finalize: "", libs: [], wires };
}
