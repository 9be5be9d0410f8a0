import should from "should";
import type { Platform } from "../../demo/platform";
import { Cleanup, uplink } from "./support";

/** A page's stream of events, from the moment on at which the platform has taken it in. */
class Events {
    readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
    #text = "";

    private constructor(body: ReadableStream<Uint8Array>) {
        this.#reader = body.getReader();
    }

    static async open(platform: Platform): Promise<Events> {
        const { status, headers, body } = await fetch(`${platform.httpUrl}/api/events`);
        should(status).equal(200);
        should(headers.get("content-type")).equal("text/event-stream");
        if (!body) throw new Error("no body");
        return new Events(body);
    }

    get count(): number {
        return this.#text.split("event: change\n").length - 1;
    }

    async waitFor(count: number): Promise<void> {
        while (this.count < count) {
            if (!(await this.#read())) throw new Error(`ended after ${this.count} events`);
        }
    }

    /** Reads to the end; rejects where the connection breaks before. */
    async end(): Promise<void> {
        while (await this.#read());
    }

    async #read(): Promise<boolean> {
        const { done, value } = await this.#reader.read();
        // ASCII only, so no character is ever cut in two.
        this.#text += Buffer.from(value ?? []).toString("latin1");
        return !done;
    }
}

function devEUI(index: number): string {
    return index.toString(16).toUpperCase().padStart(16, "0");
}

describe("the stand-in's stream of changes", () => {
    const cleanup = new Cleanup();

    it("tells of a client that comes and goes, of a document, a downlink and a device", async () => {
        const platform = await cleanup.platform();
        const events = await Events.open(platform);
        const client = await cleanup.client(platform);
        await events.waitFor(1);
        await client.publishAsync("uplink_1234", JSON.stringify(uplink(devEUI(1))), { qos: 1 });
        await events.waitFor(2);
        await platform.sendDownlink("1234", {});
        await events.waitFor(3);
        platform.addDevice("1234", { uniqueIdentifier: devEUI(1), deviceType: "" });
        await events.waitFor(4);
        await client.endAsync();
        await events.waitFor(5);
    });

    it("makes one event of all that changes within a short time", async () => {
        const platform = await cleanup.platform();
        const events = await Events.open(platform);
        for (let index = 0; index < 100; index += 1) {
            platform.addDevice("1234", { uniqueIdentifier: devEUI(index), deviceType: "" });
        }
        // The first change is told at once, the others together.
        await events.waitFor(2);
        should(events.count).equal(2);
    });

    it("ends cleanly with the platform", async () => {
        const platform = await cleanup.platform();
        const events = await Events.open(platform);
        platform.addDevice("1234", { uniqueIdentifier: devEUI(1), deviceType: "" });
        platform.addDevice("1234", { uniqueIdentifier: devEUI(2), deviceType: "" });
        await events.waitFor(1);
        await platform.close();
        await events.end();
    });

    it("takes 50 pages and no more, until one is closed", async () => {
        const platform = await cleanup.platform();
        const address = `${platform.httpUrl}/api/events`;
        const abort = new AbortController();
        const first = await fetch(address, { signal: abort.signal });
        await Promise.all(Array.from({ length: 49 }, () => Events.open(platform)));
        should((await fetch(address)).status).equal(503);
        should(first.status).equal(200);
        abort.abort();
        // The platform learns of it when the connection is closed, which nothing else tells of.
        let status = 503;
        while (status === 503) status = (await fetch(address)).status;
        should(status).equal(200);
    });
});
