import should from "should";
import { type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { uplink } from "../support/documents";
import { fetchAnew } from "../support/fetch-anew";
import { type ExampleBench } from "./example-bench";

const NAME = "thingpark-http-push-to-wmw";

/** How an attempt of ThingPark went. */
interface Answer {
    readonly status: number;
    readonly text: string;
}

/** The example for ThingPark's HTTP push: its answers are given once it is known what became of a document. */
export function describeHttpPush(benchOf: () => ExampleBench): void {
    describe("ThingPark HTTP push to WMW", () => {
        let bench: ExampleBench;

        before(() => {
            bench = benchOf();
        });

        /** Deploys the example with a connection that is changed so, and waits until it is connected. */
        async function run(config: FlowNode = {}): Promise<void> {
            const connected = bench.platform.next("clientConnected");
            await bench.run(NAME, { "wmw-config": config });
            await connected;
        }

        async function post(document: object): Promise<Answer> {
            const response = await fetchAnew(`${bench.nodeRed.url}/thingpark`, {
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify(document),
            });
            return { status: response.status, text: await response.text() };
        }

        /** How many documents wait in the queue on disk. */
        async function waiting(): Promise<number> {
            const api = new AdminApi(bench.nodeRed.url);
            const config = bench.nodes.find(({ type }) => type === "wmw-config");
            const { queues } = (await api.get(`wmw/queue/${String(config?.id)}`)) as {
                queues: { documents: number }[];
            };
            return queues.reduce((sum, { documents }) => sum + documents, 0);
        }

        /** The broker is away for as long as this takes. */
        async function withoutBroker<T>(work: () => Promise<T>): Promise<T> {
            const noticed = bench.debugLine("other errors");
            await bench.platform.stopBroker();
            try {
                should(await noticed).startWith("WMW_NO_CONNECTION");
                return await work();
            } finally {
                await bench.platform.startBroker();
            }
        }

        it("answers 200 once the broker has acknowledged the document", async () => {
            await run();
            const arrived: unknown[] = [];
            const stop = bench.platform.on("document", ({ document }) => arrived.push(document));
            should(await post(uplink())).deepEqual({ status: 200, text: "" });
            stop();
            should(arrived).deepEqual([uplink()]);
        });

        it("answers 400 for a broken document, and says what is wrong", async () => {
            const { status, text } = await post(uplink("not a DevEUI"));
            should(status).equal(400);
            should(text).startWith("WMW_BAD_DOCUMENT: DevEUI_uplink.DevEUI: expected 16 hex digits");
        });

        it("gives each of many requests its own answer", async () => {
            const devEUIs = Array.from({ length: 20 }, (_, number) =>
                number % 2 === 0 ? `20635F01000000${10 + number}` : `device ${number}`,
            );
            const answers = await Promise.all(devEUIs.map((devEUI) => post(uplink(devEUI))));
            for (const [index, { status, text }] of answers.entries()) {
                const isBroken = index % 2 === 1;
                should(status).equal(isBroken ? 400 : 200);
                if (isBroken) should(text).containEql(`"device ${index}"`);
            }
        });

        it("answers 200 once the document is on disk while the broker is away, and 503 when no more may wait", async () => {
            await run({ queueLimit: 1 });
            const received = bench.platform.next("document");
            await withoutBroker(async () => {
                should(await post(uplink())).have.property("status", 200);
                should(await waiting()).equal(1);
                const { status, text } = await post(uplink());
                should(status).equal(503);
                should(text).startWith("WMW_QUEUE_FULL");
                should(await post(uplink("not a DevEUI"))).have.property("status", 400);
            });
            should((await received).document).deepEqual(uplink());
        });

        it("does not answer before the broker is back where documents wait in memory", async () => {
            await run({ queue: "memory" });
            const order: string[] = [];
            const stop = bench.platform.on("document", () => order.push("arrived"));
            const answer = await withoutBroker(async () => {
                const answer = post(uplink()).then((answer) => {
                    order.push("answered");
                    return answer;
                });
                // Behind the document, on the same way: by now the document waits.
                should(await post(uplink("not a DevEUI"))).have.property("status", 400);
                return { answer };
            });
            should(await answer.answer).have.property("status", 200);
            stop();
            should(order).deepEqual(["arrived", "answered"]);
        });

        it("answers 503 while the connection is switched off", async () => {
            await bench.run(NAME, { "wmw-config": { active: false } });
            const { status, text } = await post(uplink());
            should(status).equal(503);
            should(text).startWith("WMW_DEACTIVATED");
        });
    });
}
