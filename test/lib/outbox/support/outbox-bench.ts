import { type DiscardEnd } from "../../../../nodes/lib/outbox/discard";
import { MemoryStore } from "../../../../nodes/lib/outbox/memory-store";
import { Outbox, type Submission } from "../../../../nodes/lib/outbox/outbox";
import { type OutboxStore } from "../../../../nodes/lib/outbox/outbox-store";
import { type PublishOptions, type PublishResult } from "../../../../nodes/lib/outbox/publish";
import { type QueueLimits } from "../../../../nodes/lib/outbox/queue-limits";
import { documentOf, Outcomes } from "../../support/documents";
import { ACKNOWLEDGED } from "../../support/fake-broker";
import { ManualClock } from "../../support/manual-clock";

export const ACTION_TIMEOUT = 60_000;

export const NOW = Date.UTC(2026, 10, 25);

/** A document that is to be kept until the broker has it. */
export const KEPT: Submission = { qos: 1, origin: "node" };

/** An outbox, what it says, and a door to a broker that answers when it is told to. */
export class OutboxBench {
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

    constructor(
        limits: Partial<QueueLimits> = {},
        validity?: number,
        store: OutboxStore = new MemoryStore(),
    ) {
        this.outbox = new Outbox({
            store,
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

    /** Discards the queue. The list will hold how that ended, once it has. */
    discard(): readonly DiscardEnd[] {
        const ends: DiscardEnd[] = [];
        this.outbox.discard((end) => ends.push(end));
        return ends;
    }

    /** The broker answers the document that was sent last under this text. */
    answer(text: string, result: PublishResult = ACKNOWLEDGED): void {
        const sent = this.sent.findLast((sent) => sent.text === text);
        if (!sent) throw new Error(`${text} was not sent`);
        sent.answer(result);
    }

    /** What became of documents, in the order in which it was told: `a: safe`, `b: WMW_REFUSED`. */
    get told(): readonly string[] {
        return this.outcomes.told;
    }

    /** What was sent since the door was opened last. */
    get texts(): string[] {
        return this.sent.map(({ text }) => text);
    }
}
