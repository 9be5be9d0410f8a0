import { HttpError } from "../http-json";
import { TypedEmitter } from "../typed-emitter";
import { readSetup, shownConnection, type ConnectionSetup, type ConnectionState } from "./connection-record";
import { IotConnection } from "./iot-connection";

/** A connection that has come into a state, or is gone. */
export interface ConnectionChange {
    readonly id: string;
    readonly name: string;
    readonly state: ConnectionState | "DELETED";
}

export interface ConnectionEvents {
    connection: ConnectionChange;
    /** A command came from a broker, for a device of the subscriber. */
    command: { readonly id: string; readonly payload: Buffer };
}

interface Entry {
    readonly setup: ConnectionSetup;
    readonly connection: IotConnection;
}

/** The number before that of the first connection: the documentation's own example is 1114. */
const BEFORE_FIRST_ID = 1113;

/** The connections of a subscriber. */
export class ConnectionDesk extends TypedEmitter<ConnectionEvents> {
    readonly #entries = new Map<string, Entry>();
    readonly #caPem: string;
    readonly #limit: number;
    #lastId = BEFORE_FIRST_ID;

    constructor(options: { readonly caPem: string; readonly limit: number }) {
        super();
        this.#caPem = options.caPem;
        this.#limit = options.limit;
    }

    list(): object[] {
        return [...this.#entries.keys()].map((id) => this.get(id));
    }

    /** Throws an HttpError where there is no such connection, as the others do. */
    get(id: string): object {
        const { setup, connection } = this.#entry(id);
        return shownConnection(id, setup, connection.state);
    }

    /** The setup of a connection as it is kept, with its secrets. */
    setup(id: string): ConnectionSetup {
        return this.#entry(id).setup;
    }

    create(body: unknown): { readonly id: string; readonly connection: object } {
        const setup = readSetup(body);
        if (this.#entries.size >= this.#limit) {
            throw new HttpError(400, `The limit of ${this.#limit} connections is reached`);
        }
        const id = String(++this.#lastId);
        this.#open(id, setup);
        return { id, connection: this.get(id) };
    }

    /** Puts a whole setup in the place of the one before. */
    replace(id: string, body: unknown): object {
        const { connection } = this.#entry(id);
        const setup = readSetup(body);
        void connection.close();
        this.#open(id, setup);
        return this.get(id);
    }

    remove(id: string): void {
        const { setup, connection } = this.#entry(id);
        void connection.close();
        this.#entries.delete(id);
        this.emit("connection", { id, name: setup.name, state: "DELETED" });
    }

    /** Sends a document through all connections that are opened. */
    uplink(document: object): void {
        for (const { connection } of this.#entries.values()) connection.uplink(document);
    }

    async close(): Promise<void> {
        await Promise.all([...this.#entries.values()].map(({ connection }) => connection.close()));
    }

    #open(id: string, setup: ConnectionSetup): void {
        const { name } = setup;
        const connection = new IotConnection({
            setup,
            caPem: this.#caPem,
            onState: (state) => {
                if (this.#entries.get(id)?.connection === connection)
                    this.emit("connection", { id, name, state });
            },
            onCommand: (payload) => this.emit("command", { id, payload }),
        });
        this.#entries.set(id, { setup, connection });
        this.emit("connection", { id, name, state: connection.state });
    }

    #entry(id: string): Entry {
        const entry = this.#entries.get(id);
        if (!entry) throw new HttpError(404, `Connection ${id} does not exist`);
        return entry;
    }
}
