import { type NodeAPI, type NodeDef } from "node-red";
import { type Connection } from "../lib/connection/connection";
import { type SavedNode } from "../lib/migrations";
import { ConfigQueues } from "../lib/outbox/config-queues";
import { describeProblems, passed } from "../lib/problem";
import { regionTable } from "../lib/regions";
import { withoutSecrets } from "../lib/secrets-in-problems";
import { offerGet } from "./admin-endpoint";
import { monitorsOf } from "./config-monitor";
import { reportTo } from "./config-reports";
import { offerConnectionTest } from "./connection-test-endpoint";
import { explainProblems } from "./explain-problems";
import { flowEvents } from "./flow-events";
import { GivenUpReports } from "./given-up-reports";
import { makeConnection, queuesOf } from "./make-connection";
import { offerQueueEndpoints } from "./queue-endpoints";
import { type Credentials, type WmwConfigNode } from "./wmw-config-node";

/** What `settings.js` may say. */
interface Settings {
    /** `{ "EU": "broker.example.com" }` */
    wmwConfigRegions: Record<string, string>;
    /** The folder of the queues on disk; "": `wmw` in the user directory. */
    wmwConfigQueueDir: string;
    /** How much the monitor keeps: devices of a connection, messages of a device, MB in all. */
    wmwConfigMonitorDevices: number;
    wmwConfigMonitorMessages: number;
    wmwConfigMonitorMB: number;
}

export = (RED: NodeAPI): void => {
    const { regions, problems } = regionTable(Reflect.get(RED.settings, "wmwConfigRegions"));
    if (problems.length > 0) RED.log.warn(`wmw-config: ${describeProblems(problems)}`);
    const listenToFlows = flowEvents(RED.events);
    const queues = queuesOf(RED);
    const monitors = monitorsOf(RED);

    offerGet(RED, "/wmw/regions", "wmw-config.read", (_request, response) => {
        response.json({ regions, problems });
    });
    offerQueueEndpoints(RED, queues);
    offerConnectionTest(RED, regions);

    function ConfigNode(this: WmwConfigNode, saved: NodeDef & SavedNode): void {
        RED.nodes.createNode(this, saved);
        this.saved = saved;
        this.users = {};
        const givenUp = new GivenUpReports(RED, this);
        const { credentials } = this;
        const report = reportTo(this, givenUp);
        const made = makeConnection(RED, { saved, credentials, regions, queues, monitors, report });
        const connected = withoutSecrets(made, saved, { ...credentials });
        if (connected.ok) {
            this.wmw = { ok: true, value: connected.value.connection };
            this.broker = passed(connected.value.broker);
            this.queues = connected.value.queues;
            this.monitor = connected.value.monitor;
            keepOpen(this, connected.value.connection, givenUp);
        } else {
            this.wmw = connected;
            this.broker = connected;
            this.queues = new ConfigQueues(queues, { configId: this.id, connection: undefined });
            explainProblems(RED, this, connected.problems);
        }
    }

    function keepOpen(node: WmwConfigNode, connection: Connection, givenUp: GivenUpReports): void {
        const stopListening = [listenToFlows(connection), listenToFlows(givenUp)];
        const { alarm } = node.monitor ?? {};
        alarm?.start();
        tellOfLeftBehind(node);
        node.on("close", (removed: boolean, done: () => void) => {
            for (const stop of stopListening) stop();
            alarm?.stop();
            if (removed) monitors.close(node.id);
            // Together: what a queue hands over is settled at the latest when the connection is closed.
            void Promise.allSettled([node.queues.close(), connection.close()]).then((ends) => {
                // Node-RED waits for `done` whatever happens, and a rejection that nobody takes care of would end it.
                for (const end of ends) {
                    if (end.status === "rejected") node.warn(`it could not be closed: ${String(end.reason)}`);
                }
                givenUp.stop();
                done();
            });
        });
    }

    function tellOfLeftBehind(node: WmwConfigNode): void {
        node.queues.refresh().then(
            (documents) => {
                if (documents === 0) return;
                node.warn(`${documents} documents wait for a destination that this connection had before`);
            },
            (error: unknown) => {
                node.warn(`the folder of the queues cannot be read: ${String(error)}`);
            },
        );
    }

    RED.nodes.registerType<WmwConfigNode, NodeDef & SavedNode, Settings, Credentials>(
        "wmw-config",
        ConfigNode,
        {
            credentials: {
                username: { type: "text" },
                password: { type: "password" },
                downlinkAsKey: { type: "password" },
            },
            settings: {
                wmwConfigRegions: { value: {}, exportable: false },
                wmwConfigQueueDir: { value: "", exportable: false },
                wmwConfigMonitorDevices: { value: 2_000, exportable: false },
                wmwConfigMonitorMessages: { value: 100, exportable: false },
                wmwConfigMonitorMB: { value: 12, exportable: false },
            },
        },
    );
};
