import { type HttpRequest } from "../../../../nodes/lib/thingpark-api/http-exchange";
import { ScriptedPlatform, SETTINGS, type Reply, type Scripted } from "./scripted-platform";

interface Stored {
    readonly id: string;
    readonly body: Readonly<Record<string, unknown>>;
}

/** Connections as the documentation says: numbered, listed, replaced as a whole, and with masked passwords. */
export class MemoryPlatform {
    readonly stored = new Map<string, Stored>();
    readonly scripted: ScriptedPlatform;
    /** Replies of a test's own, in place of, or after, what is done; undefined: as the documentation says. */
    instead: (call: string, carryOut: () => Scripted) => Reply | undefined = () => undefined;
    #lastId = 1113;

    constructor() {
        this.scripted = new ScriptedPlatform((request) => {
            const path = request.url.slice(SETTINGS.baseUrl.length);
            const carryOut = (): Scripted => this.#answer(request, path);
            return this.instead(`${request.method} ${path}`, carryOut) ?? carryOut();
        });
    }

    add(name: string, fields: object = {}): void {
        this.#store({ name, connectorId: "actility-mqtt-iot", configuration: {}, ...fields });
    }

    /** The names of all connections, by their ids. */
    get names(): Record<string, unknown> {
        return Object.fromEntries([...this.stored].map(([id, { body }]) => [id, body.name]));
    }

    #answer({ method, body = "" }: HttpRequest, path: string): Scripted {
        if (path === "/connections") {
            if (method === "GET") return { status: 200, body: [...this.stored.values()].map(shown) };
            const stored = this.#store(JSON.parse(body) as object);
            return { status: 201, body: shown(stored), headers: { location: `/connections/${stored.id}` } };
        }
        const id = path.slice("/connections/".length);
        const stored = this.stored.get(id);
        if (!stored) return { status: 404, body: { message: "no such connection" } };
        if (method === "DELETE") this.stored.delete(id);
        if (method === "PUT") this.stored.set(id, { id, body: JSON.parse(body) as Stored["body"] });
        return method === "DELETE"
            ? { status: 204 }
            : { status: 200, body: shown(this.stored.get(id) ?? stored) };
    }

    #store(body: object): Stored {
        const stored = { id: String(++this.#lastId), body: { ...body } };
        this.stored.set(stored.id, stored);
        return stored;
    }
}

function shown({ id, body }: Stored): object {
    const { configuration } = body;
    return {
        id,
        ...body,
        state: "OPENING",
        configuration: { ...(configuration as object), password: "*****" },
    };
}
