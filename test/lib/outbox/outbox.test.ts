import should from "should";
import { MemoryStore } from "../../../nodes/lib/outbox/memory-store";
import { MOST_DOCUMENT_BYTES, Outbox, type Submission } from "../../../nodes/lib/outbox/outbox";
import { type PublishOptions, type PublishResult } from "../../../nodes/lib/outbox/publish";
import { type QueueLimits } from "../../../nodes/lib/outbox/queue-limits";
import { documentOf, Outcomes } from "../support/documents";
import { ACKNOWLEDGED, BAD_FORMAT, NOT_AUTHORISED } from "../support/fake-broker";
import { ManualClock } from "../support/manual-clock";
import { isResolved } from "../support/turn";

const ACTION_TIMEOUT = 60_000;

const NOW = Date.UTC(2026, 10, 25);

const KEPT: Submission = { qos: 1, origin: "node" };

/** An outbox, what it says, and a door to a broker that answers when it is told to. */
class Bench {
    readonly clock = new ManualClock(NOW);
    readonly outcomes = new Outcomes();
    /** What the listener was told, but for `changed`. */
    readonly events: string[] = [];
    changes = 0;
    /** What went through the door since it was opened last. */
    sent: (PublishOptions & {
        readonly text: string;
        readonly answer: (result: PublishResult) => void;
    })[] = [];
    readonly outbox: Outbox;

    constructor(limits: Partial<QueueLimits> = {}, validity?: number) {
        this.outbox = new Outbox({
            store: new MemoryStore(),
            clock: this.clock,
            limits: { documents: 10_000, bytes: 10_000_000, whenFull: "reject-new", ...limits },
            validity,
            actionTimeout: ACTION_TIMEOUT,
            listener: {
                changed: () => (this.changes += 1),
                overdue: () => this.events.push("overdue"),
                refused: (reason) => this.events.push(`refused: ${reason}`),
                accepted: () => this.events.push("accepted"),
            },
        });
    }

    open(window = 3, documentBytes = 100): void {
        this.sent = [];
        this.outbox.open(
            (payload, options, answer) => this.sent.push({ ...options, text: payload.toString(), answer }),
            { window, documentBytes },
        );
    }

    put(...texts: string[]): void {
        for (const text of texts) this.outbox.put(documentOf(text), KEPT, this.outcomes.of(text));
    }

    /** A document that says of itself when it was made. */
    putOfTime(text: string, time: unknown): void {
        this.outbox.put({ ...documentOf(text), time }, KEPT, this.outcomes.of(text));
    }

    putUnsafely(text: string): void {
        this.outbox.put(documentOf(text), { qos: 0, origin: "node" }, this.outcomes.of(text));
    }

    /** The broker answers the document that was sent last under this text. */
    answer(text: string, result: PublishResult = ACKNOWLEDGED): void {
        const sent = this.sent.findLast((sent) => sent.text === text);
        if (!sent) throw new Error(`${text} was not sent`);
        sent.answer(result);
    }

    get texts(): string[] {
        return this.sent.map(({ text }) => text);
    }
}

describe("the outbox", () => {
    let bench: Bench;
    let outcomes: Outcomes;

    beforeEach(() => {
        bench = new Bench();
        ({ outcomes } = bench);
    });

    describe("sends", () => {
        it("nothing before the connection is open, and then what waits, in its order", () => {
            bench.put("a", "b");
            bench.outbox.queued.should.equal(2);
            bench.open();
            bench.texts.should.deepEqual(["a", "b"]);
            bench.outbox.queued.should.equal(0);
            bench.outbox.inFlight.should.equal(2);
        });

        it("a document at once while the connection is open", () => {
            bench.open();
            bench.put("a");
            bench.texts.should.deepEqual(["a"]);
        });

        it("no more than the window, and the next one for each answer", () => {
            bench.open(2);
            bench.put("a", "b", "c", "d");
            bench.texts.should.deepEqual(["a", "b"]);
            bench.answer("b");
            bench.texts.should.deepEqual(["a", "b", "c"]);
            bench.answer("a", BAD_FORMAT);
            bench.texts.should.deepEqual(["a", "b", "c", "d"]);
            bench.outbox.inFlight.should.equal(2);
        });

        it("a new document behind the backlog", () => {
            bench.put("a", "b");
            bench.open(1);
            bench.put("c");
            for (const text of ["a", "b", "c"]) bench.answer(text);
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });

        it("again, in order and before what came later, what was in flight when the link broke", () => {
            bench.open(3);
            bench.put("a", "b", "c", "d");
            bench.answer("b");
            bench.outbox.interrupt("peer");
            bench.put("e");
            bench.outbox.queued.should.equal(4);
            bench.open(10);
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "c", "d", "e"]);
        });

        it("one at a time after the peer broke the link, until the first acknowledgement", () => {
            bench.open(3);
            bench.put("a", "b", "c");
            bench.outbox.interrupt("peer");
            bench.open(3);
            bench.texts.should.deepEqual(["a"]);
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });

        it("with the whole window after a break that was no doing of the peer", () => {
            bench.open(3);
            bench.put("a", "b", "c");
            bench.outbox.interrupt("us");
            bench.open(3);
            bench.texts.should.deepEqual(["a", "b", "c"]);
        });
    });

    describe("keeps the order where more comes than may wait in memory", () => {
        const many = Array.from({ length: 2_100 }, (_, n) => String(n));

        beforeEach(() => {
            bench.open(3);
            bench.put(...many);
            bench.texts.should.deepEqual(["0", "1", "2"]);
        });

        /** All that was sent is acknowledged, and what is sent on that as well. */
        function acknowledgeAll(): void {
            for (const { answer } of bench.sent) answer(ACKNOWLEDGED);
        }

        it("and the broker answers what is in flight, which is not sent again", () => {
            acknowledgeAll();
            bench.texts.should.deepEqual(many);
            outcomes.told.should.deepEqual(many.map((text) => `${text}: safe`));
            bench.outbox.queued.should.equal(0);
        });

        it("and the link breaks with documents in flight", () => {
            bench.answer("0");
            bench.outbox.interrupt("us");
            bench.put("last");
            bench.open(3);
            acknowledgeAll();
            bench.texts.should.deepEqual([...many.slice(1), "last"]);
            outcomes.told.should.have.length(many.length + 1);
        });

        it("and the link breaks once documents from the store are in flight", () => {
            bench.answer("2");
            bench.answer("0");
            bench.outbox.interrupt("us");
            bench.open(3);
            acknowledgeAll();
            bench.texts.should.deepEqual(["1", ...many.slice(3)]);
            new Set(outcomes.told).size.should.equal(many.length);
        });

        it("and the broker refuses a document that is in flight", () => {
            bench.answer("1", BAD_FORMAT);
            acknowledgeAll();
            bench.texts.should.deepEqual(many);
            outcomes.told.filter((told) => !told.endsWith(": safe")).should.deepEqual(["1: WMW_REFUSED"]);
            outcomes.told.should.have.length(many.length);
        });

        it("and the connection is closed while it waits for what is in flight", async () => {
            const drained = bench.outbox.drain(2_000);
            bench.put("last");
            bench.answer("0");
            bench.answer("1");
            bench.answer("2");
            await drained;
            await bench.outbox.close();
            outcomes.told.slice(0, 3).should.deepEqual(["0: safe", "1: safe", "2: safe"]);
            outcomes.told
                .slice(3)
                .should.deepEqual([...many.slice(3), "last"].map((text) => `${text}: WMW_STOPPED`));
        });
    });

    describe("where a document makes the peer break the link each time", () => {
        /** Opens, and lets the peer break the link without an answer. */
        function lose(times: number): void {
            for (let n = 0; n < times; n += 1) {
                bench.open(3);
                bench.outbox.interrupt("peer");
            }
        }

        it("refuses it once others were acknowledged between its losses twice, and goes on", () => {
            bench.put("poison", "a", "b", "c");
            lose(4);
            bench.outbox.queued.should.equal(4);
            bench.open(3);
            bench.texts.should.deepEqual(["a"]);
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "poison"]);
            bench.outbox.interrupt("peer");
            bench.open(3);
            bench.answer("b");
            bench.texts.should.deepEqual(["b", "c"]);
            bench.answer("c");
            outcomes.told.should.deepEqual(["a: safe", "b: safe", "poison: WMW_REFUSED", "c: safe"]);
            bench.outbox.queued.should.equal(0);
        });

        it("keeps it where it is acknowledged after the one behind it: a bad network lost it by chance", () => {
            bench.put("a", "b", "c");
            lose(4);
            bench.open(3);
            bench.answer("b");
            bench.texts.should.deepEqual(["b", "a"]);
            bench.answer("a");
            bench.answer("c");
            outcomes.told.should.deepEqual(["b: safe", "a: safe", "c: safe"]);
        });

        it("keeps all, in order, where the one behind it is lost as well", () => {
            bench.put("a", "b", "c");
            lose(5);
            bench.open(3);
            for (const text of ["a", "b", "c"]) bench.answer(text);
            bench.texts.should.deepEqual(["a", "b", "c"]);
            outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
        });

        it("goes on trying it where nothing else waits, and sends what comes behind it", () => {
            bench.put("a");
            lose(10);
            bench.open(3);
            bench.texts.should.deepEqual(["a"]);
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("settles it with the others when it ends meanwhile", async () => {
            bench.put("poison", "a");
            lose(4);
            await bench.outbox.close();
            outcomes.told.should.deepEqual(["poison: WMW_STOPPED", "a: WMW_STOPPED"]);
        });
    });

    describe("settles", () => {
        it("a document when it is acknowledged, not when it is sent", () => {
            bench.open();
            bench.put("a");
            outcomes.told.should.be.empty();
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("a document once, however often it is answered", () => {
            bench.open();
            bench.put("a");
            bench.answer("a");
            bench.answer("a");
            bench.answer("a", BAD_FORMAT);
            bench.answer("a", NOT_AUTHORISED);
            outcomes.told.should.deepEqual(["a: safe"]);
            bench.events.should.be.empty();
        });

        it("a document once, though the old link answers late", () => {
            bench.open();
            bench.put("a");
            const [late] = bench.sent;
            bench.outbox.interrupt("peer");
            late?.answer(BAD_FORMAT);
            outcomes.told.should.be.empty();
            bench.open();
            late?.answer(ACKNOWLEDGED);
            outcomes.told.should.be.empty();
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: safe"]);
        });

        it("nothing when the link breaks", () => {
            bench.open();
            bench.put("a");
            bench.outbox.interrupt("peer");
            outcomes.told.should.be.empty();
        });

        it("a document that the broker refuses with WMW_REFUSED, its reason, and goes on", () => {
            bench.open(1);
            bench.put("a", "b");
            bench.answer("a", BAD_FORMAT);
            bench.answer("b");
            outcomes.told.should.deepEqual(["a: WMW_REFUSED", "b: safe"]);
            should(outcomes.errors[0]?.message).containEql("bad format");
        });

        it("a document that puts another one on the way, without losing either", () => {
            bench.open(1);
            bench.outbox.put(documentOf("a"), KEPT, () => bench.put("b"));
            bench.answer("a");
            bench.texts.should.deepEqual(["a", "b"]);
            bench.answer("b");
            outcomes.told.should.deepEqual(["b: safe"]);
        });
    });

    describe("refuses", () => {
        it("a document for which the queue has no room, and keeps the others", () => {
            bench = new Bench({ documents: 2 });
            bench.put("a", "b", "c");
            bench.outcomes.told.should.deepEqual(["c: WMW_QUEUE_FULL"]);
            bench.open();
            bench.texts.should.deepEqual(["a", "b"]);
        });

        it("a document larger than the broker takes, but not one of just that size", () => {
            bench.open(3, 3);
            bench.put("abc", "abcd");
            outcomes.told.should.deepEqual(["abcd: WMW_TOO_LARGE"]);
            bench.texts.should.deepEqual(["abc"]);
        });

        it("a document of more than 1 MB where no broker has named a limit yet", () => {
            bench.put("x".repeat(MOST_DOCUMENT_BYTES));
            outcomes.told.should.be.empty();
            bench.outbox.put(documentOf("x".repeat(MOST_DOCUMENT_BYTES + 1)), KEPT, outcomes.of("large"));
            outcomes.told.should.deepEqual(["large: WMW_TOO_LARGE"]);
        });

        it("what was taken already and turns out too large, tells so, and sends the rest", () => {
            bench.put("abcd", "abc", "abcde");
            const changes = bench.changes;
            bench.open(3, 3);
            outcomes.told.should.deepEqual(["abcd: WMW_TOO_LARGE", "abcde: WMW_TOO_LARGE"]);
            bench.texts.should.deepEqual(["abc"]);
            bench.changes.should.be.above(changes);
        });
    });

    describe("of a queue that is full", () => {
        it("rejects what comes, by the number of documents", () => {
            bench = new Bench({ documents: 2 });
            bench.put("a", "b", "c");
            bench.open(1);
            bench.put("d", "e");
            bench.outcomes.told.should.deepEqual(["c: WMW_QUEUE_FULL", "e: WMW_QUEUE_FULL"]);
        });

        it("rejects what comes, by their bytes, and takes what fits", () => {
            bench = new Bench({ bytes: 5 });
            bench.put("abc", "def", "gh", "i");
            bench.outcomes.told.should.deepEqual(["def: WMW_QUEUE_FULL", "i: WMW_QUEUE_FULL"]);
            bench.open();
            bench.answer("abc");
            bench.put("i");
            bench.texts.should.deepEqual(["abc", "gh", "i"]);
        });

        it("gives up the oldest for what comes, where the user wants that, and tells of each", () => {
            bench = new Bench({ documents: 3, whenFull: "drop-oldest" });
            bench.put("a", "b", "c", "d", "e");
            bench.outcomes.told.should.deepEqual(["a: WMW_QUEUE_FULL", "b: WMW_QUEUE_FULL"]);
            should(bench.outbox.counters).containEql({ dropped: 2, rejected: 0 });
            bench.open();
            bench.texts.should.deepEqual(["c", "d", "e"]);
        });

        it("gives up as many of the oldest as the bytes of what comes need", () => {
            bench = new Bench({ bytes: 6, whenFull: "drop-oldest" });
            bench.put("a", "bb", "ccc", "dddd");
            bench.outcomes.told.should.deepEqual([
                "a: WMW_QUEUE_FULL",
                "bb: WMW_QUEUE_FULL",
                "ccc: WMW_QUEUE_FULL",
            ]);
        });

        it("gives up none that is in flight", () => {
            bench = new Bench({ documents: 1, whenFull: "drop-oldest" });
            bench.open(2);
            bench.put("a", "b", "c", "d");
            bench.outcomes.told.should.deepEqual(["c: WMW_QUEUE_FULL"]);
        });

        it("takes what comes in the place of what has expired", () => {
            bench = new Bench({ documents: 2 }, 1_000);
            bench.put("a", "b");
            bench.clock.advance(1_001);
            bench.put("c");
            bench.outcomes.told.should.deepEqual(["a: WMW_EXPIRED", "b: WMW_EXPIRED"]);
            bench.open();
            bench.texts.should.deepEqual(["c"]);
        });
    });

    describe("with a time validity", () => {
        const VALIDITY = 60_000;
        const before = (milliseconds: number): string => new Date(NOW - milliseconds).toISOString();

        beforeEach(() => {
            bench = new Bench({}, VALIDITY);
            ({ outcomes } = bench);
        });

        it("refuses a document that is too old when it comes, by its own time", () => {
            bench.putOfTime("old", before(VALIDITY + 1));
            bench.putOfTime("young", before(VALIDITY));
            outcomes.told.should.deepEqual(["old: WMW_EXPIRED"]);
        });

        it("does not send what became too old while it waited, and sends the rest", () => {
            bench.putOfTime("a", before(30_000));
            bench.putOfTime("b", before(0));
            bench.putOfTime("c", before(30_000));
            bench.clock.advance(30_001);
            bench.open();
            bench.texts.should.deepEqual(["b"]);
            outcomes.told.should.deepEqual(["a: WMW_EXPIRED", "c: WMW_EXPIRED"]);
            should(bench.outbox.counters).containEql({ expired: 2 });
        });

        it("counts the age from the arrival where a document has no time", () => {
            bench.put("a");
            bench.putOfTime("b", "yesterday");
            bench.clock.advance(VALIDITY);
            bench.open(1);
            bench.texts.should.deepEqual(["a"]);
            bench.clock.advance(1);
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: safe", "b: WMW_EXPIRED"]);
        });

        it("expires nothing while the clock stands before the arrival", () => {
            bench.putOfTime("a", before(VALIDITY - 1_000));
            bench.clock.set(NOW - 1);
            bench.clock.advance(0);
            bench.open();
            bench.texts.should.deepEqual(["a"]);
        });

        it("tells the broker how long a document still lives", () => {
            bench.putOfTime("a", before(10_000));
            bench.clock.advance(5_000);
            bench.open();
            bench.sent.map(({ lifetime }) => lifetime).should.deepEqual([45_000]);
        });

        it("gives up many thousands in pieces, so that others have their turn", () => {
            for (let n = 0; n < 1_600; n += 1) bench.put(`d${n}`);
            bench.clock.advance(VALIDITY + 1);
            bench.put("fresh");
            bench.open();
            outcomes.told.should.have.length(500);
            bench.clock.advance(0);
            outcomes.told.should.have.length(1_600);
            bench.texts.should.deepEqual(["fresh"]);
            bench.clock.advance(VALIDITY);
            bench.clock.timers.should.equal(1); // the watchdog
        });
    });

    describe("when somebody discards the queue", () => {
        it("gives up all that waits, and sends what comes after", () => {
            bench.put("a", "b");
            bench.outbox.discard().should.equal(2);
            outcomes.told.should.deepEqual(["a: WMW_DISCARDED", "b: WMW_DISCARDED"]);
            bench.put("c");
            bench.open();
            bench.texts.should.deepEqual(["c"]);
        });

        it("leaves what is in flight to the broker", () => {
            bench.open(1);
            bench.put("a", "b");
            bench.outbox.discard().should.equal(1);
            bench.answer("a");
            outcomes.told.should.deepEqual(["b: WMW_DISCARDED", "a: safe"]);
        });

        it("does nothing where nothing waits", () => {
            bench.outbox.discard().should.equal(0);
            bench.put("a");
            bench.outbox.queued.should.equal(1);
        });
    });

    describe("with QoS 0", () => {
        it("passes a document on at once, past the window, and settles it when it is written", () => {
            bench.open(1);
            bench.put("a");
            bench.putUnsafely("b");
            bench.sent.map(({ text, qos }) => `${text} ${qos}`).should.deepEqual(["a 1", "b 0"]);
            outcomes.told.should.be.empty();
            bench.answer("b");
            bench.answer("b");
            outcomes.told.should.deepEqual(["b: safe"]);
        });

        it("refuses a document while there is no connection, and keeps nothing", () => {
            bench.putUnsafely("a");
            outcomes.told.should.deepEqual(["a: WMW_NO_CONNECTION"]);
            bench.open();
            bench.outbox.interrupt("peer");
            bench.putUnsafely("b");
            outcomes.told.should.deepEqual(["a: WMW_NO_CONNECTION", "b: WMW_NO_CONNECTION"]);
            bench.outbox.queued.should.equal(0);
        });

        it("refuses what was not written when the link breaks, once", () => {
            bench.open();
            bench.putUnsafely("a");
            bench.outbox.interrupt("peer");
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: WMW_NO_CONNECTION"]);
        });

        it("refuses a document that is too large", () => {
            bench.open(3, 3);
            bench.putUnsafely("abcd");
            outcomes.told.should.deepEqual(["abcd: WMW_TOO_LARGE"]);
        });
    });

    describe("when the broker refuses all", () => {
        beforeEach(() => {
            bench.open(2);
            bench.put("a", "b", "c");
            bench.answer("a", NOT_AUTHORISED);
        });

        it("keeps every document in its order, sends no more, and says why", () => {
            bench.events.should.deepEqual(["refused: not authorised"]);
            bench.outbox.queued.should.equal(3);
            bench.outbox.inFlight.should.equal(0);
            bench.put("d");
            bench.texts.should.deepEqual(["a", "b"]);
            outcomes.told.should.be.empty();
        });

        it("takes no notice of the same refusal for the rest of the window", () => {
            bench.answer("b", NOT_AUTHORISED);
            bench.events.should.have.length(1);
        });

        it("tries again with one document only", () => {
            bench.outbox.retry();
            bench.texts.should.deepEqual(["a", "b", "a"]);
            bench.answer("a", NOT_AUTHORISED);
            bench.events.should.have.length(2);
            bench.texts.should.have.length(3);
        });

        it("sends the rest as ever once the one is acknowledged", () => {
            bench.outbox.retry();
            bench.answer("a");
            bench.events.should.deepEqual(["refused: not authorised", "accepted"]);
            bench.texts.should.deepEqual(["a", "b", "a", "b", "c"]);
            bench.answer("b");
            bench.answer("c");
            outcomes.told.should.deepEqual(["a: safe", "b: safe", "c: safe"]);
            bench.events.should.have.length(2);
        });

        it("tries with one document on the next link, too, without being told to", () => {
            bench.outbox.interrupt("peer");
            bench.open(2);
            bench.texts.should.deepEqual(["a"]);
        });

        it("does not take the refusal of one document for a permission", () => {
            bench.outbox.retry();
            bench.answer("a", BAD_FORMAT);
            outcomes.told.should.deepEqual(["a: WMW_REFUSED"]);
            bench.events.should.have.length(1);
            bench.texts.should.deepEqual(["a", "b", "a", "b"]);
        });
    });

    describe("watches", () => {
        it("any number of documents with one timer", () => {
            bench.open(500);
            for (let n = 0; n < 400; n += 1) {
                bench.put(`d${n}`);
                if (n % 7 === 0) bench.answer(`d${n}`);
            }
            bench.clock.timers.should.equal(1);
        });

        it("and says so when the oldest has waited for the action time-out", () => {
            bench.open();
            bench.put("a");
            bench.clock.advance(ACTION_TIMEOUT - 1);
            bench.events.should.be.empty();
            bench.clock.advance(1);
            bench.events.should.deepEqual(["overdue"]);
        });

        it("each document from its own sending", () => {
            bench.open();
            bench.put("a");
            bench.clock.advance(40_000);
            bench.put("b");
            bench.answer("a");
            bench.clock.advance(ACTION_TIMEOUT - 1);
            bench.events.should.be.empty();
            bench.clock.advance(1);
            bench.events.should.deepEqual(["overdue"]);
        });

        it("not those that still wait to be sent", () => {
            bench.put("a");
            bench.clock.advance(10 * ACTION_TIMEOUT);
            bench.open();
            bench.clock.advance(ACTION_TIMEOUT - 1);
            bench.events.should.be.empty();
        });

        it("a document sent again from its last sending", () => {
            bench.open();
            bench.put("a");
            bench.clock.advance(ACTION_TIMEOUT - 1);
            bench.outbox.interrupt("peer");
            bench.open();
            bench.clock.advance(ACTION_TIMEOUT - 1);
            bench.events.should.be.empty();
            bench.clock.advance(1);
            bench.events.should.deepEqual(["overdue"]);
        });

        it("and leaves no timer behind when everything is acknowledged", () => {
            bench.open();
            bench.put("a");
            bench.answer("a");
            bench.clock.advance(ACTION_TIMEOUT);
            bench.clock.timers.should.equal(0);
            bench.events.should.be.empty();
        });
    });

    describe("drains", () => {
        it("at once where nothing is in flight, though documents wait", async () => {
            bench.put("a");
            await bench.outbox.drain(2_000);
            bench.clock.timers.should.equal(0);
        });

        it("until everything in flight is answered, and sends nothing more", async () => {
            bench.open(2);
            bench.put("a", "b", "c");
            const drained = bench.outbox.drain(2_000);
            bench.answer("a");
            (await isResolved(drained)).should.be.false();
            bench.answer("b", BAD_FORMAT);
            await drained;
            bench.clock.timers.should.equal(1); // the watchdog
            bench.texts.should.deepEqual(["a", "b"]);
            outcomes.told.should.deepEqual(["a: safe", "b: WMW_REFUSED"]);
        });

        it("until its time is over", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.clock.advance(1_999);
            (await isResolved(drained)).should.be.false();
            bench.clock.advance(1);
            await drained;
        });

        it("until the link breaks", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.outbox.interrupt("peer");
            await drained;
        });

        it("and sends nothing of what comes meanwhile", async () => {
            bench.open();
            bench.put("a");
            const drained = bench.outbox.drain(2_000);
            bench.put("b");
            bench.putUnsafely("c");
            bench.answer("a");
            await drained;
            bench.texts.should.deepEqual(["a"]);
            outcomes.told.should.deepEqual(["c: WMW_NO_CONNECTION", "a: safe"]);
        });
    });

    describe("closes", () => {
        it("by settling all that is in flight or waits, in order and once", async () => {
            bench.open(2);
            bench.put("a", "b", "c");
            const closed = bench.outbox.close();
            should(bench.outbox.close()).equal(closed);
            await closed;
            bench.answer("a");
            outcomes.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED", "c: WMW_STOPPED"]);
            bench.outbox.queued.should.equal(0);
        });

        it("and leaves no timer, sends nothing and takes nothing more", async () => {
            bench.open();
            bench.put("a");
            await bench.outbox.close();
            bench.clock.timers.should.equal(0);
            bench.open();
            bench.put("b");
            bench.outbox.retry();
            bench.texts.should.be.empty();
            outcomes.told.should.deepEqual(["a: WMW_STOPPED", "b: WMW_STOPPED"]);
        });
    });

    it("counts what became of documents", () => {
        bench = new Bench({ documents: 4 }, 1_000);
        bench.put("too large for it");
        bench.open(2, 10);
        bench.put("a", "b", "c", "d", "e", "f", "g", "too large, too");
        bench.answer("a");
        bench.answer("b", BAD_FORMAT);
        bench.putUnsafely("h");
        bench.clock.advance(1_001);
        bench.answer("c");
        should(bench.outbox.counters).deepEqual({
            sent: 5,
            acknowledged: 2,
            refused: 1,
            expired: 2,
            dropped: 0,
            rejected: 3,
        });
    });

    it("tells of each change of what waits", () => {
        const changesAfter = (step: () => void): boolean => {
            const before = bench.changes;
            step();
            return bench.changes > before;
        };
        changesAfter(() => bench.put("a", "b")).should.be.true();
        changesAfter(() => bench.open(1)).should.be.true();
        changesAfter(() => bench.answer("a")).should.be.true();
        changesAfter(() => bench.outbox.interrupt("peer")).should.be.true();
    });
});
