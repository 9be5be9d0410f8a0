import { type ChaosLog } from "./chaos-log";
import { type Load } from "./load";
import { type MqttProxy, type ProxyArrival } from "./mqtt-proxy";
import { type NodeRedHost } from "./node-red-host";
import { numberedDocument, numberOf } from "./numbered-document";
import { type ChaosEvent, type Oracle } from "./oracle";

/** Tells the oracle, and the log, what is seen of a run. */
export class Witness {
    readonly #oracle: Oracle;
    readonly #log: ChaosLog;
    readonly #troubles: string[] = [];

    constructor(oracle: Oracle, log: ChaosLog) {
        this.#oracle = oracle;
        this.#log = log;
    }

    /** What should not have happened, besides what became of documents. */
    get troubles(): readonly string[] {
        return this.#troubles;
    }

    trouble(text: string): void {
        this.#troubles.push(text);
        this.#log.add(`TROUBLE: ${text}`);
    }

    watchLoad(load: Load): void {
        load.on("sent", ({ id }) => {
            this.#note({ type: "sent", id });
        });
        load.on("done", ({ id }) => {
            this.#note({ type: "done", id });
        });
        load.on("failed", ({ id, code }) => {
            this.#note({ type: "failed", id, code });
        });
        load.on("news", (line) => {
            this.#log.add(line);
        });
    }

    watchProxy(proxy: MqttProxy): void {
        proxy.on("arrived", (arrival) => {
            this.#arrived(arrival);
        });
        proxy.on("came", ({ link, destination }) => {
            this.#log.add(`connection ${link} to ${destination}`);
        });
        proxy.on("left", ({ link }) => {
            this.#log.add(`connection ${link} has ended`);
        });
        proxy.on("malformed", (reason) => {
            this.trouble(`malformed MQTT: ${reason}`);
        });
    }

    /** `links` gives how many connections were made so far. */
    watchNodeRed(nodeRed: NodeRedHost, links: () => number): void {
        for (const type of ["acting", "quiet"] as const) {
            nodeRed.on(type, () => {
                this.#note({ type });
            });
        }
        nodeRed.on("killed", () => {
            this.#note({ type: "killed", links: links() });
        });
        nodeRed.on("line", (line) => {
            this.#log.add(`Node-RED: ${line}`);
        });
        nodeRed.on("trouble", (text) => {
            this.trouble(text);
        });
    }

    #arrived({ payload, destination, link }: ProxyArrival): void {
        const text = payload.toString();
        const id = numberOf(text);
        if (id === undefined) this.trouble("something that is no numbered document has arrived");
        else this.#note({ type: "arrived", id, destination, link, intact: text === numberedDocument(id) });
    }

    #note(event: ChaosEvent): void {
        this.#oracle.note(event, this.#log.now());
    }
}
