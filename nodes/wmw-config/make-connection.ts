import * as files from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { type NodeAPI, type NodeDef } from "node-red";
import { systemClock } from "../lib/clock";
import { type TlsOptions } from "../lib/connection/broker-link";
import { deriveClientId } from "../lib/connection/client-id";
import { Connection } from "../lib/connection/connection";
import { type ConnectionReport } from "../lib/connection/connection-view";
import { dialMqtt } from "../lib/connection/dial-mqtt";
import { readConnectionSettings, type ConnectionSettings } from "../lib/connection-settings";
import { migrate, type SavedNode } from "../lib/migrations";
import { ConfigQueues } from "../lib/outbox/config-queues";
import { DiskQueues } from "../lib/outbox/disk/disk-queues";
import { queueFolderName, type About } from "../lib/outbox/disk/queue-folder";
import { systemProcesses } from "../lib/outbox/disk/system-processes";
import { type LowRate } from "../lib/monitor/monitor-view";
import { type Monitors } from "../lib/monitor/monitors";
import { type RateLimit } from "../lib/monitor/rate-alarm";
import { readRateLimit } from "../lib/monitor/rate-limit";
import { MemoryStore } from "../lib/outbox/memory-store";
import { combined, passed, type Checked } from "../lib/problem";
import { type Region } from "../lib/regions";
import { CONFIG } from "../lib/saved-nodes";
import { monitorConfig, redactionOf, type ConfigMonitor } from "./config-monitor";
import { readTlsSettings } from "./tls-settings";
import { type BrokerAccess, type Credentials } from "./wmw-config-node";

/**
 * What a configuration works with: its connection, the queues on disk that are its business, and what people
 * can see of it.
 */
export interface Connected {
    readonly connection: Connection;
    readonly queues: ConfigQueues;
    readonly monitor: ConfigMonitor;
    readonly broker: BrokerAccess;
}

/** What there is to report besides what the connection itself does. */
export type Report =
    | ConnectionReport
    /** Damaged records of a queue on disk. */
    | { readonly type: "damaged"; readonly records: number }
    /** There are too few uplinks or, without figures, enough again. */
    | { readonly type: "lowRate"; readonly low: LowRate | undefined };

/** The queues of this Node-RED: in its user directory, or where `settings.js` wants them. */
export function queuesOf(RED: NodeAPI): DiskQueues {
    const chosen: unknown = Reflect.get(RED.settings, "wmwConfigQueueDir");
    const directory =
        typeof chosen === "string" && chosen !== ""
            ? chosen
            : join(RED.settings.userDir ?? join(homedir(), ".node-red"), "wmw");
    return new DiskQueues({ directory, files, clock: systemClock, processes: systemProcesses });
}

/** The connection that a saved `wmw-config` stands for, not yet opened, or every reason why there is none. */
export function makeConnection(
    RED: NodeAPI,
    config: {
        saved: NodeDef & SavedNode;
        credentials: Credentials;
        regions: readonly Region[];
        queues: DiskQueues;
        monitors: Monitors;
        report: (news: Report) => void;
    },
): Checked<Connected> {
    const { saved, credentials, regions, queues, monitors, report } = config;
    const migrated = migrate(saved, CONFIG);
    if (!migrated.ok) return migrated;
    const checked = combined<{
        settings: ConnectionSettings;
        tls: TlsOptions;
        limit: RateLimit | undefined;
    }>({
        settings: readConnectionSettings(migrated.value, { ...credentials }, regions),
        tls: readTlsSettings(RED, migrated.value.tls),
        limit: readRateLimit(migrated.value),
    });
    if (!checked.ok) return checked;
    const { settings, tls, limit } = checked.value;
    const { endpoint, queue } = settings;
    const about: About = { version: 1, configId: saved.id, ...endpoint };
    const monitor = monitorConfig({
        configId: saved.id,
        destination: `${endpoint.url} ${endpoint.enterpriseId}`,
        monitors,
        limit: settings.active ? limit : undefined,
        redaction: redactionOf(credentials),
        clock: systemClock,
        lowRate: (low) => {
            report({ type: "lowRate", low });
        },
    });
    const connection = new Connection({
        settings,
        tls,
        clientId: clientIdOf(RED, saved.id, settings),
        dial: dialMqtt,
        makeStore: (listener) =>
            queue.place === "memory"
                ? new MemoryStore()
                : queues.openFor(about, queue.limits.bytes, {
                      ...listener,
                      damaged: (records) => {
                          report({ type: "damaged", records });
                      },
                  }),
        clock: systemClock,
        random: Math.random,
        report,
        onlooker: monitor.monitor,
    });
    const ownQueues = new ConfigQueues(queues, {
        configId: saved.id,
        connection: {
            ...endpoint,
            outbox: connection.outbox,
            queueId: queue.place === "memory" ? undefined : queueFolderName(about),
            givenUp: (error, entry) => {
                report({ type: "givenUp", error, entry });
            },
            leftBehind: (documents) => {
                connection.leftBehind = documents;
            },
        },
    });
    return passed({ connection, queues: ownQueues, monitor, broker: { settings, tls } });
}

function clientIdOf(RED: NodeAPI, nodeId: string, settings: ConnectionSettings): string {
    const { clientId, endpoint, sharedGroup } = settings;
    if (clientId !== "") return clientId;
    const { host, enterpriseId } = endpoint;
    return deriveClientId({ instanceId: instanceIdOf(RED), nodeId, host, enterpriseId, sharedGroup });
}

/** Differs for each installation of Node-RED; only `get` knows it, and the test helper's `get` throws. */
function instanceIdOf(RED: NodeAPI): string {
    try {
        const settings: { get?: (name: string) => unknown } = RED.settings;
        const id = settings.get?.("instanceId");
        return typeof id === "string" ? id : "";
    } catch {
        return "";
    }
}
