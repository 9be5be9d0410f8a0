import should from "should";
import { startPlatform, type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { downlinkNode, uplinkNode } from "../support/flow-nodes";
import { type WorkReport } from "./witness/work-report";
import { WitnessedNodeRed } from "./witness/witnessed-node-red";

/** Any device: its commands go to nodes that take all. */
const DEVICE = "20635F0100000001";

/** Nodes of each kind. */
const MANY = 100;

const DOCUMENTS = 2_000;

/** What is allowed once a second, over the time of a report: the first at once, and one that is due at its end. */
function onceASecond({ seconds }: WorkReport): number {
    return Math.floor(seconds) + 2;
}

function times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
}

/** The DevEUI of a device by its number. */
function deviceOf(index: number): string {
    return `20635F01${index.toString(16).toUpperCase().padStart(8, "0")}`;
}

/** What clients that are ours did at the broker: each entry a packet of theirs, or the end of their connection. */
class BrokerBook {
    readonly entries: string[] = [];
    readonly #stops: readonly (() => void)[];

    constructor(platform: Platform) {
        const events = ["clientConnected", "clientGone", "subscribed", "unsubscribed"] as const;
        this.#stops = events.map((event) => platform.on(event, () => this.entries.push(event)));
    }

    close(): void {
        for (const stop of this.#stops) stop();
    }
}

describe("what a real Node-RED has to do for our nodes", () => {
    let platform: Platform;
    let book: BrokerBook;

    before(async () => {
        platform = await startPlatform({});
        book = new BrokerBook(platform);
    });

    after(async () => {
        book.close();
        await platform.close();
    });

    describe(`with ${MANY} nodes that send and ${MANY} that take all commands`, () => {
        const uplinks = uplinksNamed("");
        const nodes = [...uplinks, ...downlinksNamed("")];
        let nodeRed: WitnessedNodeRed;

        function uplinksNamed(name: string): FlowNode[] {
            return times(MANY, (index) => uplinkNode({ id: `uplink-${index}`, name }));
        }

        function downlinksNamed(name: string): FlowNode[] {
            return times(MANY, (index) =>
                downlinkNode({ id: `downlink-${index}`, name, wires: [["witness"]] }),
            );
        }

        before(async () => {
            nodeRed = await WitnessedNodeRed.start(platform, nodes);
        });

        after(() => nodeRed.stop());

        describe("while the broker keeps up", () => {
            let report: WorkReport;

            before(async () => {
                // Whatever there is to do for the first ones, at a start, is done behind these.
                await nodeRed.uplinks(uplinks, { documents: MANY });
                report = await nodeRed.uplinks(uplinks, { documents: DOCUMENTS });
            });

            it("connects once and subscribes once", () => {
                // Whatever it sent at the start came before the documents.
                book.entries.should.deepEqual(["clientConnected", "subscribed"]);
            });

            it("asks nothing of the disk", () => {
                report.fileRequests.should.deepEqual([]);
            });

            it("serialises a document once", () => {
                report.serialisations.should.equal(DOCUMENTS);
            });

            it("starts no timer for a document", () => {
                startsFewTimers(report);
            });

            it("shows no status for a document", () => {
                showsFewStatuses(report);
            });

            it("parses a command once, however many nodes get it", async () => {
                const { parses, messages } = await nodeRed.commands(times(20, () => DEVICE));
                messages.should.deepEqual({ [DEVICE]: 20 * MANY });
                // One more is the fence.
                parses.should.equal(21);
            });
        });

        describe("in a deploy", () => {
            for (const type of ["nodes", "flows"] as const) {
                it(`leaves the connection alone where ${type} are modified`, async () => {
                    const before = book.entries.length;
                    await nodeRed.deploy([...uplinksNamed(type), ...downlinksNamed(type)], type);
                    const { messages } = await nodeRed.commands([DEVICE]);
                    messages.should.deepEqual({ [DEVICE]: MANY });
                    book.entries.slice(before).should.deepEqual([]);
                });
            }
        });

        // Last, since nobody knows when a connection that was away is there again.
        describe("while the broker is away", () => {
            let report: WorkReport;

            before(async () => {
                await platform.stopBroker();
                report = await nodeRed.uplinks(uplinks, { documents: DOCUMENTS, untilShown: true });
            });

            after(() => platform.startBroker());

            it("shows what waits at most once a second", () => {
                showsFewStatuses(report);
            });

            it("starts no timer for a document", () => {
                startsFewTimers(report);
            });
        });
    });

    describe("with a node for each of many devices", () => {
        const COMMANDS = times(100, (index) => deviceOf(index % 10));

        /**
         * Rounds of these commands. What all nodes do for a change of the connection falls into two of them at most: one
         * comes within a second of the start, and one when the connection has held for half a minute.
         */
        const ROUNDS = 5;

        /** What the package does for the commands where there are so many nodes, and nothing else is to do. */
        async function stepsWith(devices: number): Promise<number> {
            const nodes = times(devices, (index) =>
                downlinkNode({ id: `downlink-${index}`, devEUIs: deviceOf(index), wires: [["witness"]] }),
            );
            const nodeRed = await WitnessedNodeRed.start(platform, nodes);
            const rounds: number[] = [];
            try {
                for (let round = 0; round < ROUNDS; round += 1) {
                    const { steps, messages } = await nodeRed.commands(COMMANDS);
                    messages.should.deepEqual(
                        Object.fromEntries(times(10, (index) => [deviceOf(index), 10])),
                    );
                    rounds.push(steps);
                }
            } finally {
                await nodeRed.stop();
            }
            return Math.min(...rounds);
        }

        it("does as much for a command with a thousand nodes as with ten", async () => {
            const few = await stepsWith(10);
            const many = await stepsWith(1_000);
            few.should.be.above(COMMANDS.length);
            many.should.be.below(few * 1.1);
        });
    });
});

/**
 * Far fewer than one for a document, besides those that come with time: a second's, and while the broker is away some for
 * each attempt to reach it, of which there are four a second at most.
 */
function startsFewTimers(report: WorkReport): void {
    const { timers } = report;
    const few = DOCUMENTS / 10 + 30 * onceASecond(report);
    should(timers.length).be.below(few, timers.slice(0, 20).join("\n"));
}

function showsFewStatuses(report: WorkReport): void {
    for (const shown of Object.values(report.statuses)) shown.should.be.belowOrEqual(onceASecond(report));
}
