import should from "should";
import { ALL_DEVICES, parseDevEuiFilter } from "../../nodes/lib/dev-eui-filter";
import { Downlinks, type ReceivedCommand } from "../../nodes/lib/downlinks";
import { type CommandDefaults } from "../../nodes/lib/documents/command-defaults";
import { type JsonObject } from "../../nodes/lib/documents/json-object";
import { type WmwError } from "../../nodes/lib/errors";
import { command } from "../support/documents";
import { valueOf } from "./support/checked";
import { ManualClock } from "./support/manual-clock";

const TOPIC = "downlink_1234";
const DEVICE = "0018B20000000B20";
const OTHER = "70B3D57ED0001234";

/** A taker that keeps what it was given. */
class Taker {
    readonly commands: ReceivedCommand[] = [];
    readonly other: { json: unknown; receivedAt: number }[] = [];
    readonly broken: { error: WmwError; document: JsonObject; receivedAt: number }[] = [];
    readonly detach: () => void;

    constructor(downlinks: Downlinks, devEUIs = "", emit: "commands" | "all" = "commands") {
        const filter = devEUIs === "" ? ALL_DEVICES : valueOf(parseDevEuiFilter(devEUIs));
        this.detach = downlinks.attach({
            filter,
            take: (command) => this.commands.push(command),
            takeBroken: (error, document, receivedAt) => this.broken.push({ error, document, receivedAt }),
            takeOther:
                emit === "all" ? (json, receivedAt) => this.other.push({ json, receivedAt }) : undefined,
        });
    }

    get devEUIs(): string[] {
        return this.commands.map(({ devEUI }) => devEUI);
    }
}

describe("downlinks", () => {
    let clock: ManualClock;
    let warnings: string[];
    let downlinks: Downlinks;

    beforeEach(() => {
        clock = new ManualClock();
        warnings = [];
        downlinks = downlinksWith({});
    });

    function downlinksWith(changes: { topic?: undefined; defaults?: Partial<CommandDefaults> }): Downlinks {
        return new Downlinks({
            topic: "topic" in changes ? undefined : TOPIC,
            defaults: { fPort: undefined, asId: "", asKey: "", ...changes.defaults },
            clock,
            warn: (warning) => warnings.push(warning),
        });
    }

    /** A message arrives; gives the answers to the broker. */
    function receive(content: unknown, topic = TOPIC): boolean[] {
        const text = typeof content === "string" ? content : JSON.stringify(content);
        const answers: boolean[] = [];
        downlinks.receive({ topic, payload: Buffer.from(text) }, (taken) => answers.push(taken));
        return answers;
    }

    describe("hand a command", () => {
        it("to its taker, with all that is known about it, and acknowledge it", () => {
            const taker = new Taker(downlinks);
            const document = { ...command(DEVICE.toLowerCase()), downlinkUrl: "x" };
            receive(document).should.deepEqual([true]);
            should(taker.commands).deepEqual([
                {
                    document,
                    devEUI: DEVICE,
                    fPort: 8,
                    bytes: Buffer.from("9e1c4852", "hex"),
                    receivedAt: clock.now(),
                },
            ]);
        });

        const takers: [filter: string, takes: boolean][] = [
            ["", true],
            [DEVICE, true],
            [DEVICE.toLowerCase(), true],
            ["0018B2*", true],
            [`${OTHER} 0*`, true],
            [OTHER, false],
            ["70*", false],
            ["0018B20000000B21", false],
        ];

        for (const [filter, takes] of takers) {
            it(`${takes ? "" : "not "}to who wants ${filter === "" ? "all devices" : filter}`, () => {
                const taker = new Taker(downlinks, filter);
                receive(command(DEVICE));
                taker.devEUIs.should.deepEqual(takes ? [DEVICE] : []);
            });
        }

        it("once to a taker that names its device twice", () => {
            const taker = new Taker(downlinks, `${DEVICE} 0018B2* 0*`);
            receive(command(DEVICE));
            taker.devEUIs.should.deepEqual([DEVICE]);
        });

        it("to every taker of its device, and to nobody who has left", () => {
            const [all, exact, left] = ["", DEVICE, ""].map((filter) => new Taker(downlinks, filter));
            left?.detach();
            receive(command(DEVICE));
            should([all, exact, left].map((taker) => taker?.commands.length)).deepEqual([1, 1, 0]);
        });

        it("to each taker as a document and bytes of its own", () => {
            const seen: unknown[] = [];
            for (let n = 0; n < 3; n += 1) {
                downlinks.attach({
                    filter: ALL_DEVICES,
                    take: ({ document, bytes }) => {
                        seen.push(structuredClone({ document, bytes: bytes?.toString("hex") }));
                        Object.assign(document.DevEUI_downlink as object, { FPort: "changed" });
                        bytes?.fill(0);
                    },
                    takeBroken: () => undefined,
                });
            }
            receive(command(DEVICE));
            should(seen).deepEqual(Array(3).fill({ document: command(DEVICE), bytes: "9e1c4852" }));
        });

        it("without parsing it once for each taker", () => {
            for (let n = 0; n < 5; n += 1) new Taker(downlinks);
            let parsed = 0;
            class Payload extends Buffer {
                override toString(): string {
                    parsed += 1;
                    return JSON.stringify(command(DEVICE));
                }
            }
            const payload = Object.setPrototypeOf(Buffer.alloc(1), Payload.prototype) as Buffer;
            downlinks.receive({ topic: TOPIC, payload }, () => undefined);
            should({ parsed, dispatched: downlinks.counters.dispatched }).deepEqual({
                parsed: 1,
                dispatched: 1,
            });
        });
    });

    describe("with a broken command", () => {
        const broken = command(DEVICE, { FPort: 0 });

        it("tell the takers of its device, and nobody else, what is wrong with it", () => {
            const [all, exact, other] = ["", DEVICE, OTHER].map((filter) => new Taker(downlinks, filter));
            receive(broken).should.deepEqual([true]);
            for (const taker of [all, exact]) {
                should(taker?.commands).be.empty();
                should(
                    taker?.broken.map(({ error, document }) => ({ code: error.code, document })),
                ).deepEqual([{ code: "WMW_BAD_COMMAND", document: broken }]);
                should(taker?.broken[0]?.error.message).containEql("DevEUI_downlink.FPort");
                should(taker?.broken[0]?.receivedAt).equal(clock.now());
            }
            should(other?.broken).be.empty();
            downlinks.counters.broken.should.equal(1);
        });

        it("give each of them a document of its own", () => {
            const [first, second] = [new Taker(downlinks), new Taker(downlinks)];
            receive(broken);
            should(first.broken[0]?.document).not.equal(second.broken[0]?.document);
        });

        it("without a DevEUI tell those who take all devices", () => {
            const [all, exact] = ["", DEVICE].map((filter) => new Taker(downlinks, filter));
            receive({ DevEUI_downlink: "x" });
            should([all, exact].map((taker) => taker?.broken.length)).deepEqual([1, 0]);
        });

        it("for nobody tell one taker, since somebody has to hear of it", () => {
            const takers = [OTHER, OTHER].map((filter) => new Taker(downlinks, filter));
            receive(broken);
            takers.map((taker) => taker.broken.length).should.deepEqual([1, 0]);
        });

        it("count it where nobody is there at all", () => {
            receive(broken).should.deepEqual([true]);
            downlinks.counters.broken.should.equal(1);
        });
    });

    describe("ignore, count and acknowledge", () => {
        const ignored: [what: string, content: unknown, counter: "notJson" | "other"][] = [
            ["what is not JSON", "{DevEUI_downlink}", "notJson"],
            ["an empty message", "", "notJson"],
            [
                "a command that is nested so deeply that a copy of it would end the process",
                `{"DevEUI_downlink":{"DevEUI":"${DEVICE}","FPort":0,"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
                "notJson",
            ],
            ["JSON that is no command", { DevEUI_uplink: { DevEUI: DEVICE } }, "other"],
            ["a list of commands", [command(DEVICE)], "other"],
            ["a number", 1, "other"],
            ["null", null, "other"],
        ];

        for (const [what, content, counter] of ignored) {
            it(what, () => {
                const takers = [new Taker(downlinks), new Taker(downlinks)];
                receive(content).should.deepEqual([true]);
                for (const { commands, broken } of takers) should([commands, broken]).deepEqual([[], []]);
                should(downlinks.counters).containEql({
                    received: 1,
                    [counter]: 1,
                    dispatched: 0,
                    broken: 0,
                });
            });
        }

        it("a message on a topic that is not exactly theirs", () => {
            const taker = new Taker(downlinks);
            for (const topic of ["downlink_12345", "downlink_123", "Downlink_1234", "x/downlink_1234"])
                receive(command(DEVICE), topic).should.deepEqual([true]);
            taker.commands.should.be.empty();
            should(downlinks.counters).containEql({ foreignTopic: 4, dispatched: 0 });
            warnings.should.be.empty();
        });

        it("a command that nobody wants", () => {
            new Taker(downlinks, OTHER);
            receive(command(DEVICE)).should.deepEqual([true]);
            should(downlinks.counters).containEql({ unclaimed: 1, dispatched: 0 });
            warnings.should.deepEqual(["unclaimed"]);
        });
    });

    describe("warn at most once a minute", () => {
        const causes: [warning: string, content: unknown][] = [
            ["not-json", "{"],
            ["unclaimed", command(DEVICE)],
        ];

        for (const [warning, content] of causes) {
            it(`of ${warning}`, () => {
                for (let n = 0; n < 10; n += 1) receive(content);
                warnings.should.deepEqual([warning]);
                clock.advance(59_999);
                warnings.should.have.length(1);
                clock.advance(600_000);
                warnings.should.deepEqual([warning, warning]);
            });
        }

        it("of each cause by itself", () => {
            for (const [, content] of causes) receive(content);
            warnings.should.deepEqual(["not-json", "unclaimed"]);
        });

        it("and not at all after their end", () => {
            for (let n = 0; n < 2; n += 1) receive("{");
            downlinks.stop();
            clock.timers.should.equal(0);
        });
    });

    describe("while they are held", () => {
        it("keep a message unanswered, and hand it over when they are released", () => {
            const before = new Taker(downlinks);
            downlinks.hold();
            before.detach();
            const answers = receive(command(DEVICE));
            answers.should.be.empty();
            downlinks.stalled.should.be.true();
            const after = new Taker(downlinks);
            downlinks.release();
            answers.should.deepEqual([true]);
            downlinks.stalled.should.be.false();
            should([before.devEUIs, after.devEUIs]).deepEqual([[], [DEVICE]]);
            receive(command(DEVICE)).should.deepEqual([true]);
        });

        it("leave a message with the broker when the link goes", () => {
            const taker = new Taker(downlinks);
            downlinks.hold();
            const answers = receive(command(DEVICE));
            downlinks.interrupt();
            answers.should.deepEqual([false]);
            downlinks.release();
            answers.should.deepEqual([false]);
            taker.commands.should.be.empty();
            downlinks.counters.received.should.equal(0);
        });

        it("leave a message with the broker at their end", () => {
            downlinks.hold();
            const answers = receive(command(DEVICE));
            downlinks.stop();
            downlinks.stop();
            answers.should.deepEqual([false]);
        });
    });

    describe("give a command that carries none of them", () => {
        const defaults = { fPort: 7, asId: "TWA_1.2.AS", asKey: "key" };

        it("its defaults, the port among what is known of it", () => {
            downlinks = downlinksWith({ defaults });
            const taker = new Taker(downlinks);
            receive(command(DEVICE, { FPort: "" }));
            const [received] = taker.commands;
            should(received?.fPort).equal(7);
            should(received?.document).have.propertyByPath("DevEUI_downlink", "AS_KEY").eql("key");
        });

        it("no key where it is broken, as it came", () => {
            downlinks = downlinksWith({ defaults });
            const taker = new Taker(downlinks);
            receive(command(DEVICE, { Confirmed: "yes" }));
            should(taker.broken[0]?.document).deepEqual(command(DEVICE, { Confirmed: "yes" }));
        });
    });

    describe("whose ValidityTime", () => {
        const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

        /** A command comes at this time; gives what became of it. */
        function outcome(now: string, fields: object): { taker: Taker; expired: number } {
            clock = new ManualClock(Date.parse(now));
            downlinks = downlinksWith({});
            const taker = new Taker(downlinks, DEVICE);
            receive(command(DEVICE, fields));
            return { taker, expired: downlinks.counters.expired };
        }

        const NOW = "2026-11-02T08:00:00.000Z";
        const now = Date.parse(NOW);
        const cases: [what: string, fields: object, expires: boolean][] = [
            ["is a moment to come", { ValidityTime: at(now + 1) }, false],
            ["is this very moment", { ValidityTime: at(now) }, false],
            ["is a moment that has passed", { ValidityTime: at(now - 1) }, true],
            ["has an offset", { ValidityTime: "2026-11-02T08:59:59+01:00" }, true],
            [
                "has no offset, so that nobody knows when it is",
                { ValidityTime: "2020-01-01T00:00:00" },
                false,
            ],
            ["is seconds from its Time", { Time: at(now - 61_000), ValidityTime: "60" }, true],
            ["is more seconds from its Time", { Time: at(now - 61_000), ValidityTime: 62 }, false],
            ["is seconds, without a Time", { Time: undefined, ValidityTime: "60" }, false],
            [
                "is seconds, with a Time that tells no moment",
                { Time: "2020-01-01T00:00:00", ValidityTime: 1 },
                false,
            ],
            ["is not there", { ValidityTime: "" }, false],
        ];

        for (const [what, fields, expires] of cases) {
            it(`${what} ${expires ? "are reported and not emitted" : "are emitted"}`, () => {
                const { taker, expired } = outcome(NOW, fields);
                should(taker.commands.length).equal(expires ? 0 : 1);
                taker.broken.map(({ error }) => error.code).should.deepEqual(expires ? ["WMW_EXPIRED"] : []);
                expired.should.equal(expires ? 1 : 0);
            });
        }

        it("has passed are reported with the time and the command as it came", () => {
            const fields = { ValidityTime: at(now - 1) };
            const { taker } = outcome(NOW, fields);
            const [broken] = taker.broken;
            should(broken?.error.message).equal(
                "DevEUI_downlink.ValidityTime: the command was valid until 2026-11-02T07:59:59.999Z",
            );
            should(broken?.document).deepEqual(command(DEVICE, fields));
            should(broken?.receivedAt).equal(now);
        });
    });

    describe("hand JSON that is no command", () => {
        it("to those who want all, each a copy of its own, and to nobody else", () => {
            const takers = [new Taker(downlinks, "", "all"), new Taker(downlinks, DEVICE, "all")];
            const commandsOnly = new Taker(downlinks);
            receive({ hello: ["world"] });
            const copies = takers.map(({ other }) => other[0]?.json);
            should(copies).deepEqual([{ hello: ["world"] }, { hello: ["world"] }]);
            should(copies[0]).not.equal(copies[1]);
            commandsOnly.other.should.be.empty();
            downlinks.counters.other.should.equal(1);
        });

        for (const json of [[1], "text", 1, null, false]) {
            it(`of any kind: ${JSON.stringify(json)}`, () => {
                const taker = new Taker(downlinks, "", "all");
                receive(JSON.stringify(json));
                should(taker.other).deepEqual([{ json, receivedAt: clock.now() }]);
            });
        }
    });

    it("are neither wanted nor taken where they are switched off", () => {
        downlinks = downlinksWith({ topic: undefined });
        const taker = new Taker(downlinks);
        downlinks.wanted.should.be.false();
        receive(command(DEVICE)).should.deepEqual([true]);
        taker.commands.should.be.empty();
        downlinks.counters.foreignTopic.should.equal(1);
    });

    it("are wanted while there is a taker", () => {
        downlinks.wanted.should.be.false();
        const takers = [new Taker(downlinks, OTHER), new Taker(downlinks)];
        downlinks.wanted.should.be.true();
        for (const taker of takers) taker.detach();
        downlinks.wanted.should.be.false();
    });
});
