import should from "should";
import { command } from "../support/documents";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OperatorClient } from "../support/operator-client";
import { BATCH, Replica, reportOf, type ReplicaReport } from "./replica";

/** How many commands are sent for each replica: all of them get some, wherever the broker is in its turn. */
const COMMANDS_EACH = 5;

describeWithMosquitto(
    "replicas of a flow, each a Node-RED of its own, some with MQTT 3.1.1 and some with MQTT 5,",
    () => {
        let broker: Mosquitto;
        let operator: OperatorClient;
        const replicas: Replica[] = [];
        let commandsSent = 0;

        before(async () => {
            // Each packet has its line in the log, and with it the client that has published.
            broker = await startMosquitto({ config: ["log_type all", "max_queued_messages 0"] });
            operator = await OperatorClient.connect(broker);
        });

        after(async () => {
            await Promise.all(replicas.map((replica) => replica.stop()));
            await operator.end();
            await broker.stop();
        });

        /** Starts replicas until there are so many; resolves when all of them get commands. */
        async function growTo(count: number): Promise<void> {
            const added = Array.from({ length: count - replicas.length }, (_, index) => {
                const number = replicas.length + index;
                return new Replica(`replica ${number}`, broker, number % 2 === 0 ? "4" : "5");
            });
            replicas.push(...added);
            await Promise.all(added.map((replica) => replica.start()));
            await greeted(added);
        }

        /** Resolves when these have said hello: a replica subscribes before it publishes, so it is subscribed then. */
        async function greeted(by: readonly Replica[]): Promise<void> {
            const hellos = await reports(by.length);
            should(hellos.map(({ about }) => about)).matchEach("hello");
            should(namesIn(hellos)).deepEqual(by.map(({ name }) => name));
        }

        async function reports(count: number): Promise<ReplicaReport[]> {
            return (await operator.texts(count)).map(reportOf);
        }

        /** Sends commands, so many for each of the replicas, and gives what these have reported of them. */
        async function handledBy(by: readonly Replica[]): Promise<ReplicaReport[]> {
            const ids = Array.from({ length: COMMANDS_EACH * by.length }, () => `c${(commandsSent += 1)}`);
            for (const CorrelationID of ids) await operator.command(command(undefined, { CorrelationID }));
            const handled = await reports(ids.length);
            should(handled.map(({ about }) => about).sort()).deepEqual(ids.sort());
            return handled;
        }

        /** Lets each of the replicas send a batch, and gives all that came of it, other reports too. */
        async function batchesOf(by: readonly Replica[]): Promise<ReplicaReport[]> {
            await Promise.all(by.map((replica) => replica.press()));
            return reports(BATCH * by.length);
        }

        /** What the broker has logged up to now: the lines of a new client come after all that were there. */
        async function logged(): Promise<string[]> {
            const fence = await OperatorClient.connect(broker);
            await broker.waitForLine(new RegExp(`New client connected from .* as ${fence.clientId} `));
            await fence.end();
            return broker.logLines;
        }

        for (const count of [1, 2, 4]) {
            describe(`${count} of them`, () => {
                before(() => growTo(count));

                it("handle each command once in all, and all of them take part", async () => {
                    should(namesIn(await handledBy(replicas))).deepEqual(replicas.map(({ name }) => name));
                });

                it("publish side by side, each under a client id of its own", async () => {
                    const sent = await batchesOf(replicas);
                    for (const { name } of replicas) should(aboutsOf(sent, name)).deepEqual(NUMBERS);
                    const lines = await logged();
                    should(clientsIn(lines, CONNECTED)).have.length(count);
                    should(new Set(clientsIn(lines, PUBLISHED)).size).equal(count);
                    should(lines.filter((line) => line.includes("already connected"))).be.empty();
                });
            });
        }

        describe("4 of them, one of which is killed,", () => {
            let killed: Replica;
            let survivors: Replica[];

            before(async () => {
                [killed, ...survivors] = replicas as [Replica, ...Replica[]];
                const noticed = broker.next("line", (line) => GONE.test(line));
                await killed.kill();
                await noticed;
            });

            it("handle what comes after, without it", async () => {
                should(namesIn(await handledBy(survivors))).deepEqual(survivors.map(({ name }) => name));
            });

            it("give it its share again when it is back, under the client id that it had", async () => {
                await killed.start();
                await greeted([killed]);
                should(namesIn(await handledBy(replicas))).deepEqual(replicas.map(({ name }) => name));
                const connected = clientsIn(await logged(), CONNECTED);
                should(connected).have.length(5);
                should(new Set(connected).size).equal(4);
            });
        });
    },
);

const NUMBERS = Array.from({ length: BATCH }, (_, number) => String(number));

/** What the broker logs of clients that are ours, with their ids. */
const CONNECTED = /New client connected from \S+ as (wmw[0-9a-f]{20}) /;
const PUBLISHED = /Received PUBLISH from (wmw[0-9a-f]{20}) .*'uplink_1234'/;
const GONE = /Client wmw[0-9a-f]{20} closed its connection|Socket error on client wmw[0-9a-f]{20},/;

/** The clients in the lines that match, as often as they are there. */
function clientsIn(lines: readonly string[], pattern: RegExp): string[] {
    return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

/** The replicas that have reported something, by name. */
function namesIn(reports: readonly ReplicaReport[]): string[] {
    return [...new Set(reports.map(({ replica }) => replica))].sort();
}

/** What a replica has reported about, in the order in which it came. */
function aboutsOf(reports: readonly ReplicaReport[], name: string): string[] {
    return reports.filter(({ replica }) => replica === name).map(({ about }) => about);
}
