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

/** Timers that are started once, or by others, whatever is sent. */
const FEW = 20;

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

/** What the broker was told, by clients that are ours: each one a packet of theirs, or the end of their connection. */
class BrokerBook {
    readonly entries: string[] = [];
    readonly #stops: readonly (() => void)[];

    constructor(platform: Platform) {
        const events = ["clientConnected", "clientGone", "subscribed", "unsubscribed", "refused"] as const;
        this.#stops = events.map((event) => platform.on(event, () => this.entries.push(event)));
    }

    close(): void {
        for (const stop of this.#stops) stop();
    }
}

describe("what a real Node-RED has to do for our nodes", () => {
    let platform: Platform;
    let book: BrokerBook;
    let nodeRed: WitnessedNodeRed;

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

        describe("at the start", () => {
            it("connects once and subscribes once", () => {
                book.entries.should.deepEqual(["clientConnected", "subscribed"]);
            });
        });

        describe("while the broker keeps up", () => {
            let report: WorkReport;

            before(async () => {
                // Whatever there is to do for the first ones, at a start, is done behind these.
                await nodeRed.uplinks(uplinks, { documents: MANY });
                report = await nodeRed.uplinks(uplinks, { documents: 2_000 });
            });

            it("asks nothing of the disk", () => {
                report.fileRequests.should.deepEqual([]);
            });

            it("serialises a document once", () => {
                report.serialisations.should.equal(2_000);
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

        describe("while the broker is away", () => {
            let report: WorkReport;

            before(async () => {
                await platform.stopBroker();
                report = await nodeRed.uplinks(uplinks, { documents: 2_000, untilShown: true });
                await platform.startBroker();
            });

            it("shows what waits at most once a second", () => {
                Object.keys(report.statuses).length.should.be.aboveOrEqual(MANY);
                showsFewStatuses(report);
            });

            it("starts no timer for a document", () => {
                startsFewTimers(report);
            });
        });

        describe("in a deploy", () => {
            for (const type of ["nodes", "flows"] as const) {
                it(`leaves the connection alone where ${type} are modified`, async () => {
                    // Also tells that a connection that was away is there again.
                    await nodeRed.commands([DEVICE]);
                    const before = book.entries.length;
                    await nodeRed.deploy([...uplinksNamed(type), ...downlinksNamed(type)], type);
                    const { messages } = await nodeRed.commands([DEVICE]);
                    messages.should.deepEqual({ [DEVICE]: MANY });
                    book.entries.slice(before).should.deepEqual([]);
                });
            }
        });
    });

    describe("with a node for each of many devices", () => {
        const COMMANDS = times(100, (index) => deviceOf(index % 10));

        /** What the package does for the commands where there are so many nodes. */
        async function stepsWith(devices: number): Promise<number> {
            const nodes = times(devices, (index) =>
                downlinkNode({ id: `downlink-${index}`, devEUIs: deviceOf(index), wires: [["witness"]] }),
            );
            nodeRed = await WitnessedNodeRed.start(platform, nodes);
            try {
                await nodeRed.commands(COMMANDS);
                const { steps, messages } = await nodeRed.commands(COMMANDS);
                messages.should.deepEqual(Object.fromEntries(times(10, (index) => [deviceOf(index), 10])));
                return steps;
            } finally {
                await nodeRed.stop();
            }
        }

        it("does as much for a command with a thousand nodes as with ten", async () => {
            const few = await stepsWith(10);
            const many = await stepsWith(1_000);
            few.should.be.above(COMMANDS.length);
            many.should.be.below(few * 1.5);
        });
    });
});

function startsFewTimers(report: WorkReport): void {
    const { timers } = report;
    should(timers.length).be.below(FEW + 2 * onceASecond(report), timers.slice(0, FEW).join("\n"));
}

function showsFewStatuses(report: WorkReport): void {
    for (const shown of Object.values(report.statuses)) shown.should.be.belowOrEqual(onceASecond(report));
}
