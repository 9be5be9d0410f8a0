import { type ConnectionSettings } from "../../../nodes/lib/connection-settings";
import { LiveConnection } from "./live-connection";
import { ScriptedBroker } from "./scripted-broker";

/**
 * Whole connections, MQTT.js included, to a scripted broker. To be made inside a `describe`: connections that a
 * test leaves are closed after it.
 */
export class ConnectionBench {
    readonly broker = new ScriptedBroker();
    readonly #connections: LiveConnection[] = [];

    constructor() {
        afterEach(async () => {
            for (const connection of this.#connections.splice(0)) await connection.close();
        });
    }

    /** A connection that nobody uses yet. */
    make(settings: Partial<ConnectionSettings> = {}): LiveConnection {
        const connection = new LiveConnection(this.broker, settings);
        this.#connections.push(connection);
        return connection;
    }
}
