import { type NodeAPI, type NodeDef } from "node-red";
import { systemClock } from "../lib/clock";
import { type TlsOptions } from "../lib/connection/broker-link";
import { deriveClientId } from "../lib/connection/client-id";
import { Connection, type ConnectionReport } from "../lib/connection/connection";
import { dialMqtt } from "../lib/connection/mqtt-link";
import { readConnectionSettings, type ConnectionSettings } from "../lib/connection-settings";
import { migrate, type SavedNode } from "../lib/migrations";
import { MemoryStore } from "../lib/outbox/memory-store";
import { combined, passed, type Checked } from "../lib/problem";
import { type Region } from "../lib/regions";
import { CONFIG } from "../lib/saved-nodes";
import { readTlsSettings } from "./tls-settings";
import { type Credentials } from "./wmw-config-node";

/** How much may wait for the broker in memory; both hold. */
const QUEUE_LIMITS = { documents: 100_000, bytes: 256 * 1024 * 1024 };

/** The connection that a saved `wmw-config` stands for, not yet opened, or every reason why there is none. */
export function makeConnection(
    RED: NodeAPI,
    config: {
        saved: NodeDef & SavedNode;
        credentials: Credentials;
        regions: readonly Region[];
        report: (news: ConnectionReport) => void;
    },
): Checked<Connection> {
    const migrated = migrate(config.saved, CONFIG.migrations);
    if (!migrated.ok) return migrated;
    const saved = migrated.value;
    const checked = combined<{ settings: ConnectionSettings; tls: TlsOptions }>({
        settings: readConnectionSettings(saved, { ...config.credentials }, config.regions),
        tls: readTlsSettings(RED, saved.tls),
    });
    if (!checked.ok) return checked;
    const { settings, tls } = checked.value;
    const { host, enterpriseId } = settings.endpoint;
    const derived = { instanceId: instanceIdOf(RED), nodeId: config.saved.id, host, enterpriseId };
    return passed(
        new Connection({
            settings,
            tls,
            clientId: settings.clientId === "" ? deriveClientId(derived) : settings.clientId,
            dial: dialMqtt,
            store: new MemoryStore(QUEUE_LIMITS),
            clock: systemClock,
            random: Math.random,
            report: config.report,
        }),
    );
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
