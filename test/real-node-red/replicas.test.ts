import should from "should";
import { command } from "../support/documents";
import { describeWithMosquitto, startMosquitto, type Mosquitto } from "../support/mosquitto";
import { OperatorClient } from "../support/operator-client";
import { BATCH, Replica, reportOf, type ReplicaReport } from "./replica";

/** What each of the replicas speaks. */
const VERSIONS = ["4", "5", "4", "5"] as const;

/** How many commands are sent for each replica: all of them get some, wherever the broker is in its turn. */
const COMMANDS_EACH = 5;

describeWithMosquitto(
    "replicas of a flow, each a Node-RED of its own, some with MQTT 3.1.1 and some with MQTT 5,",
    () => {
        let broker: Mosquitto;
        let operator: OperatorClient;
        let replicas: Replica[] = [];
        const killed: Replica[] = [];
        let clientIds: string[];
        const lines: string[] = [];
        let commandsSent = 0;

        before(async () => {
            // Each packet has its line in the log, and with it the client that has published.
            broker = await startMosquitto({ config: ["log_type all", "max_queued_messages 0"] });
            broker.on("line", (line) => lines.push(line));
            operator = await OperatorClient.connect(broker);
            replicas = VERSIONS.map((version, number) => new Replica(`replica ${number}`, broker, version));
            await Promise.all(replicas.map((replica) => replica.start()));
            await greeted(replicas);
            clientIds = clientsIn(await logged(), CONNECTED);
        });

        after(async () => {
            await Promise.all([...replicas, ...killed].map((replica) => replica.stop()));
            await operator.end();
            await broker.stop();
        });

        /** Kills replicas until so many are left; resolves when the broker has noticed. */
        async function shrinkTo(count: number): Promise<void> {
            for (const replica of replicas.splice(count)) {
                const noticed = broker.next("line", (line) => GONE.test(line));
                await replica.kill();
                await noticed;
                killed.unshift(replica);
            }
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

        /** What the broker has logged since this was asked before: the lines of a new client come after all others. */
        async function logged(): Promise<string[]> {
            const fence = await OperatorClient.connect(broker);
            await broker.waitForLine(new RegExp(`New client connected from .* as ${fence.clientId} `));
            await fence.end();
            return lines.splice(0);
        }

        it("connect once each, under client ids of their own", () => {
            should(clientIds).have.length(VERSIONS.length);
            should(new Set(clientIds).size).equal(VERSIONS.length);
        });

        for (const [count, which] of [
            [4, "4 of them"],
            [3, "3 of them, when 1 was killed,"],
            [2, "2 of them, when 2 were killed,"],
            [1, "1 of them, when 3 were killed,"],
        ] as const) {
            describe(which, () => {
                before(() => shrinkTo(count));

                it("handle each command once in all, and all of them take part", async () => {
                    should(namesIn(await handledBy(replicas))).deepEqual(replicas.map(({ name }) => name));
                });

                it("publish side by side, and none throws another out", async () => {
                    await logged();
                    const sent = await batchesOf(replicas);
                    for (const { name } of replicas) should(aboutsOf(sent, name)).deepEqual(NUMBERS);
                    const published = await logged();
                    should(new Set(clientsIn(published, PUBLISHED)).size).equal(count);
                    should(clientsIn(published, CONNECTED)).be.empty();
                });
            });
        }

        describe("2 of them, when one that was killed is back,", () => {
            before(async () => {
                await logged();
                const back = killed.splice(0, 1);
                await Promise.all(back.map((replica) => replica.start()));
                await greeted(back);
                replicas.push(...back);
            });

            it("share the commands again, and it has the client id that it had", async () => {
                should(namesIn(await handledBy(replicas))).deepEqual(replicas.map(({ name }) => name));
                const [clientId, ...others] = clientsIn(await logged(), CONNECTED);
                should(clientIds).containEql(clientId);
                should(others).be.empty();
            });
        });
    },
);

const NUMBERS = Array.from({ length: BATCH }, (_, number) => String(number));

/** What the broker logs of clients that are ours, with their ids. */
const CONNECTED = /New client connected from \S+ as (wmw[0-9a-f]{20}) /;
const PUBLISHED = /Received PUBLISH from (wmw[0-9a-f]{20}) .*'uplink_1234'/;
/**
 * The end of one, in whatever words: a connection that was killed is closed, or reset where the broker had answered
 * something that was not read yet, which the broker calls a protocol error.
 */
const GONE = /^(?:Client|Bad socket read\/write on client) wmw[0-9a-f]{20}\b/;

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
