import { type Clock } from "./clock";
import { type BrokerMessage } from "./connection/broker-link";
import { type DevEuiFilter } from "./dev-eui-filter";
import { DevEuiIndex } from "./dev-eui-index";
import { checkCommand, devEuiOfCommand, type Command } from "./documents/check-command";
import { withDefaults, type CommandDefaults } from "./documents/command-defaults";
import { validUntil } from "./documents/command-validity";
import { type WrittenJson } from "./documents/json-input";
import { isJsonObject, type JsonObject } from "./documents/json-object";
import { valueOfJson } from "./documents/json-text";
import { COMMAND_ROOT_KEY } from "./documents/kinds";
import { WmwError } from "./errors";
import { type SeenMessage } from "./monitor/seen-message";
import { Throttle } from "./throttle";

/** Somebody who wants the commands of some devices. */
export interface DownlinkTaker {
    readonly filter: DevEuiFilter;
    /** A command for one of the devices. The document is the taker's own: it may change it. Must not throw. */
    take(command: ReceivedCommand): void;
    /** A command that nobody can or may carry out, with a copy of the document as it came. */
    takeBroken(error: WmwError, document: JsonObject, receivedAt: number): void;
    /** JSON that is no command, which is the taker's own too. Undefined where it does not want such. */
    readonly takeOther?: ((json: unknown, receivedAt: number) => void) | undefined;
}

/** A command with what is known about its way here. */
export interface ReceivedCommand extends Command {
    /** Milliseconds since 1970. */
    readonly receivedAt: number;
}

/** Messages received since the start, by what became of them. */
export interface DownlinkCounters {
    received: number;
    dispatched: number;
    /** Commands for devices that no taker wants. */
    unclaimed: number;
    /** Commands that failed their checks. */
    broken: number;
    /** Commands whose ValidityTime had passed. */
    expired: number;
    /** JSON that is no command. */
    other: number;
    /** What is not JSON, or nested so deeply that no flow could work with it. */
    notJson: number;
    /** Messages on a topic that is not ours, which an old subscription of the session may bring. */
    foreignTopic: number;
}

/** What is worth a line in the log, at most once a minute each. */
export type DownlinkWarning = "not-json" | "unclaimed";

interface Held {
    readonly message: BrokerMessage;
    readonly answer: (taken: boolean) => void;
}

const WARNING_INTERVAL = 60_000;

/**
 * Parses each message of the downlink topic once and hands it to those who want its device. While flows are
 * being deployed nobody is there to take a command: it is then held, unacknowledged, and no other is read
 * behind it, so that nothing is lost whether the takers come back or the connection closes.
 */
export class Downlinks {
    readonly counters: DownlinkCounters = {
        received: 0,
        dispatched: 0,
        unclaimed: 0,
        broken: 0,
        expired: 0,
        other: 0,
        notJson: 0,
        foreignTopic: 0,
    };
    readonly #topic: string | undefined;
    readonly #defaults: CommandDefaults;
    readonly #clock: Clock;
    readonly #onlooker: { saw(message: SeenMessage): void } | undefined;
    readonly #warnings: Readonly<Record<DownlinkWarning, Throttle>>;
    readonly #index = new DevEuiIndex<DownlinkTaker>();
    readonly #takers = new Set<DownlinkTaker>();
    #holding = false;
    #held: Held | undefined;

    constructor(parts: {
        /** The downlink topic; undefined where no downlinks are wanted. */
        topic: string | undefined;
        defaults: CommandDefaults;
        clock: Clock;
        warn: (warning: DownlinkWarning) => void;
        /** Sees the JSON that comes. */
        onlooker?: { saw(message: SeenMessage): void } | undefined;
    }) {
        const { topic, defaults, clock, warn } = parts;
        this.#onlooker = parts.onlooker;
        this.#topic = topic;
        this.#defaults = defaults;
        this.#clock = clock;
        this.#warnings = {
            "not-json": new Throttle(clock, WARNING_INTERVAL, () => warn("not-json")),
            unclaimed: new Throttle(clock, WARNING_INTERVAL, () => warn("unclaimed")),
        };
    }

    /** Whether anybody wants commands. */
    get wanted(): boolean {
        return this.#topic !== undefined && this.#takers.size > 0;
    }

    /** Whether a message waits, and with it all that the broker sent after it. */
    get stalled(): boolean {
        return this.#held !== undefined;
    }

    /** Adds a taker; the returned function removes it. */
    attach(taker: DownlinkTaker): () => void {
        this.#takers.add(taker);
        this.#index.add(taker.filter, taker);
        return () => {
            this.#takers.delete(taker);
            this.#index.remove(taker.filter, taker);
        };
    }

    /** A message from the broker; `answer` says whether it may be acknowledged. */
    receive(message: BrokerMessage, answer: (taken: boolean) => void): void {
        if (this.#holding) {
            this.#held = { message, answer };
            return;
        }
        this.#dispatch(message);
        answer(true);
    }

    /** The takers are about to be replaced. */
    hold(): void {
        this.#holding = true;
    }

    /** The takers are there: what was held is handed to them. */
    release(): void {
        this.#holding = false;
        const held = this.#held;
        this.#held = undefined;
        if (!held) return;
        this.#dispatch(held.message);
        held.answer(true);
    }

    /** The link is gone, or about to go: what was held stays with the broker. */
    interrupt(): void {
        const held = this.#held;
        this.#held = undefined;
        held?.answer(false);
    }

    /** Ends it. */
    stop(): void {
        this.interrupt();
        for (const warning of Object.values(this.#warnings)) warning.stop();
    }

    #dispatch({ topic, payload }: BrokerMessage): void {
        this.counters.received += 1;
        if (topic !== this.#topic) {
            this.counters.foreignTopic += 1;
            return;
        }
        const text = payload.toString("utf8");
        const document = valueOfJson(text);
        if (document === undefined) {
            this.counters.notJson += 1;
            this.#warnings["not-json"].ask();
            return;
        }
        const written = { payload: text, bytes: payload.length };
        if (isJsonObject(document) && Object.hasOwn(document, COMMAND_ROOT_KEY)) {
            this.#dispatchCommand(document, written);
        } else {
            this.#onlooker?.saw({ direction: "command", devEUI: undefined, ...written });
            this.#dispatchOther(document);
        }
    }

    #dispatchCommand(document: JsonObject, { payload, bytes }: WrittenJson): void {
        const receivedAt = this.#clock.now();
        const checked = checkCommand(withDefaults(document, this.#defaults));
        const devEUI = checked.ok ? checked.value.devEUI : devEuiOfCommand(document);
        this.#onlooker?.saw({ direction: "command", devEUI, payload, bytes });
        if (!checked.ok) {
            this.counters.broken += 1;
            const error = WmwError.ofProblems("WMW_BAD_COMMAND", checked.problems);
            tell(this.#takersOfBroken(devEUI), error, document, receivedAt);
            return;
        }
        const { value: command } = checked;
        const takers = this.#index.find(command.devEUI);
        if (takers.size === 0) {
            this.counters.unclaimed += 1;
            this.#warnings.unclaimed.ask();
            return;
        }
        const until = validUntil(document, receivedAt);
        if (until !== undefined && until < receivedAt) {
            this.counters.expired += 1;
            tell(takers, expired(until), document, receivedAt);
            return;
        }
        this.counters.dispatched += 1;
        const { fPort, bytes: payloadBytes } = command;
        // Spread from its parts it would take longer than all of its checks.
        const received = {
            document: command.document,
            devEUI: command.devEUI,
            fPort,
            bytes: payloadBytes,
            receivedAt,
        };
        deal<ReceivedCommand>(received, takers, copyOf, takeIt);
    }

    #dispatchOther(json: unknown): void {
        this.counters.other += 1;
        const receivedAt = this.#clock.now();
        const takers = [...this.#takers].filter(({ takeOther }) => takeOther);
        deal(json, new Set(takers), structuredClone<unknown>, (taker, copy) => {
            taker.takeOther?.(copy, receivedAt);
        });
    }

    /**
     * Those who would have taken the command. Where it names no device at all, those who take every device
     * hear of it, else one taker: somebody has to.
     */
    #takersOfBroken(devEUI: string | undefined): Iterable<DownlinkTaker> {
        const takers = devEUI === undefined ? this.#index.all : this.#index.find(devEUI);
        return takers.size > 0 ? takers : [...this.#takers].slice(0, 1);
    }
}

/**
 * Gives a value to all takers. The last one gets the value itself, so that no copy is made for a single taker,
 * and none of something that a taker may have changed.
 */
function deal<T>(
    value: T,
    takers: ReadonlySet<DownlinkTaker>,
    copyOfValue: (value: T) => T,
    give: (taker: DownlinkTaker, copy: T) => void,
): void {
    let left = takers.size;
    for (const taker of takers) {
        left -= 1;
        give(taker, left === 0 ? value : copyOfValue(value));
    }
}

function takeIt(taker: DownlinkTaker, command: ReceivedCommand): void {
    taker.take(command);
}

/** Tells takers of a command that they do not get. */
function tell(
    takers: Iterable<DownlinkTaker>,
    error: WmwError,
    document: JsonObject,
    receivedAt: number,
): void {
    for (const taker of takers) taker.takeBroken(error, structuredClone(document), receivedAt);
}

function expired(until: number): WmwError {
    const path = `${COMMAND_ROOT_KEY}.ValidityTime`;
    return new WmwError(
        "WMW_EXPIRED",
        `${path}: the command was valid until ${new Date(until).toISOString()}`,
    );
}

/** A copy that shares nothing: flows change messages in place. */
function copyOf(command: ReceivedCommand): ReceivedCommand {
    return {
        ...command,
        document: structuredClone(command.document),
        bytes: command.bytes && Buffer.from(command.bytes),
    };
}
