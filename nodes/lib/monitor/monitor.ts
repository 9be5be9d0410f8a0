import { type Clock } from "../clock";
import { Throttle } from "../throttle";
import { DeviceBook } from "./device-book";
import { summaryOf } from "./device-summary";
import { type MessageBudget } from "./message-budget";
import { MinuteCounts } from "./minute-counts";
import { type MonitorBounds } from "./monitor-bounds";
import {
    type DeviceRow,
    type DevicesChange,
    type DeviceSummary,
    type KeptDocument,
    type MessagesAnswer,
    type MinuteRates,
} from "./monitor-view";
import { MINUTES_COUNTED } from "./rate-alarm";
import { type Redaction } from "./redaction";
import { type SeenDevice } from "./seen-device";
import { type SeenMessage } from "./seen-message";
import { documentOf, statusMessageOf } from "./status-message";
import { ViewerLease } from "./viewer-lease";

/** How long the sparklines reach back (minutes). */
const RATES_SHOWN = 30;

/** Viewers hear of changes at most this often (ms). */
const NEWS_INTERVAL = 1_000;

/** How long a look at the data counts (ms). */
const LEASE = 45_000;

/** What a monitor is made of. */
export interface MonitorParts {
    readonly clock: Clock;
    readonly bounds: MonitorBounds;
    /** Shared with the monitors of all other connections. */
    readonly budget: MessageBudget;
    /** Tells viewers that there is something new; called only while there are any. */
    readonly announce: (change: number) => void;
}

interface Looked {
    readonly change: number;
    readonly summary: DeviceSummary;
}

/**
 * What passes by on one connection, for people to look at: its devices, their last messages, and rates. A
 * message that passes is only counted and put aside as it is; it is read when somebody looks.
 */
export class Monitor {
    /** As far back as the alarm looks. */
    readonly uplinks: MinuteCounts;
    readonly #commands: MinuteCounts;
    readonly #clock: Clock;
    readonly #book: DeviceBook;
    readonly #lease: ViewerLease;
    readonly #news: Throttle;
    /** What was found in the messages of devices so far; it goes with the device. */
    readonly #looked = new WeakMap<SeenDevice, Looked>();
    /** From a higher number after each restart: what a viewer has seen before is then older than all there is. */
    #change: number;

    constructor({ clock, bounds, budget, announce }: MonitorParts) {
        this.#clock = clock;
        this.#change = clock.now() * 1_000;
        this.#book = new DeviceBook(bounds, budget);
        this.#book.clear(this.#change);
        this.#lease = new ViewerLease(clock, LEASE);
        this.uplinks = new MinuteCounts(clock, MINUTES_COUNTED);
        this.#commands = new MinuteCounts(clock, RATES_SHOWN);
        this.#news = new Throttle(clock, NEWS_INTERVAL, () => {
            announce(this.#change);
        });
    }

    /** A message passes by. */
    saw({ direction, devEUI, payload, bytes }: SeenMessage): void {
        (direction === "uplink" ? this.uplinks : this.#commands).add();
        this.#change += 1;
        this.#book.add({
            direction,
            devEUI,
            payload: withoutBallast(payload),
            bytes,
            number: this.#change,
            at: this.#clock.now(),
        });
        if (this.#lease.isHeld) this.#news.ask();
    }

    /** Something that people can see has changed. */
    changed(): void {
        this.#change += 1;
        if (this.#lease.isHeld) this.#news.ask();
    }

    /** Somebody looks: for a while he is told of changes. */
    look(): void {
        this.#lease.renew();
    }

    get rates(): MinuteRates {
        return { uplinks: this.uplinks.last(RATES_SHOWN), commands: this.#commands.last(RATES_SHOWN) };
    }

    /** What has become of the devices since a change that the viewer knows. */
    devices(since: number, redaction: Redaction): DevicesChange {
        const known = since > this.#change ? 0 : since;
        const devices = this.#book.since(known).map((device) => this.#rowOf(device, redaction));
        return { change: this.#change, floor: this.#book.floor, devices };
    }

    /** The messages of a device after the one that the viewer knows, oldest first. */
    messages(devEUI: string | undefined, after: number, redaction: Redaction): MessagesAnswer {
        const messages = this.#book.find(devEUI)?.messages ?? [];
        const known = after > this.#change ? 0 : after;
        return {
            messages: messages
                .filter(({ number }) => number > known)
                .map((message) => statusMessageOf(message, documentOf(message, redaction))),
            floor: messages[0]?.number ?? this.#change + 1,
        };
    }

    /** The documents of a device, oldest first; of one message, or of all. */
    documents(
        devEUI: string | undefined,
        which: number | "all",
        redaction: Redaction,
    ): readonly KeptDocument[] {
        const messages = this.#book.find(devEUI)?.messages ?? [];
        return messages
            .filter(({ number }) => which === "all" || number === which)
            .map((message) => ({
                number: message.number,
                direction: message.direction,
                at: message.at,
                document: documentOf(message, redaction),
            }));
    }

    /** Forgets all devices and their messages; the rates go on. */
    clear(): void {
        this.#change += 1;
        this.#book.clear(this.#change);
        this.#news.ask();
    }

    /** Ends it, and gives its room to others. */
    close(): void {
        this.#book.clear(this.#change);
        this.#news.stop();
    }

    #rowOf(device: SeenDevice, redaction: Redaction): DeviceRow {
        const { devEUI = null, count, lastAt, change } = device;
        const before = this.#looked.get(device) ?? { change: 0, summary: {} };
        const summary = before.change === change ? before.summary : summaryOf(device, before, redaction);
        this.#looked.set(device, { change, summary });
        return { devEUI, count, lastMessage: lastAt, change, ...summary };
    }
}

/** Bytes from a socket are a part of all that came in one piece with them, which would be kept as well. */
function withoutBallast(payload: string | Buffer): string | Buffer {
    if (typeof payload === "string" || payload.buffer.byteLength <= 2 * payload.length) return payload;
    const own = Buffer.allocUnsafeSlow(payload.length);
    payload.copy(own);
    return own;
}
