import { type ConnectionFigures, type MonitorAnswer, type ShownState } from "../../lib/monitor/monitor-view";
import { documentsInWords } from "../queue-words";
import { make, setText } from "../elements";
import { CountList } from "./count-list";
import { Sparkline } from "./sparkline";
import { numberText, sinceText, sizeText, text } from "./texts";

/** How a connection does, in words and figures. */
export class ConnectionSummary {
    readonly element: HTMLElement;
    readonly #reason = make("p", { class: "wmw-reason" });
    readonly #lowRate = make("p", { class: "wmw-low-rate", role: "status" });
    readonly #queue = make("p", {});
    readonly #figures: HTMLElement;
    readonly #rates = {
        uplinks: new Sparkline(text("rate.uplinks")),
        commands: new Sparkline(text("rate.commands")),
    };
    readonly #uplinks = new CountList("count.uplink", ["sent", "acknowledged", "queued"]);
    readonly #commands = new CountList("count.command", ["received", "dispatched"]);

    constructor() {
        this.#figures = make(
            "div",
            {},
            this.#rates.uplinks.element,
            this.#uplinks.element,
            this.#queue,
            this.#rates.commands.element,
            this.#commands.element,
        );
        this.element = make("div", {}, this.#reason, this.#lowRate, this.#figures);
    }

    show({ state, figures, now }: MonitorAnswer): void {
        setText(this.#reason, reasonText(state, now));
        this.#figures.hidden = !figures;
        setText(this.#lowRate, figures ? lowRateText(figures) : "");
        if (!figures) return;
        this.#rates.uplinks.show(figures.rates.uplinks);
        this.#rates.commands.show(figures.rates.commands);
        this.#uplinks.show(figures.counts.uplinks);
        this.#commands.show(figures.counts.commands);
        setText(this.#queue, queueText(figures, now));
    }
}

function reasonText({ reason, retryAt }: ShownState, now: number): string {
    const next = retryAt === null ? "" : text("next-try", { when: sinceText(Math.min(0, now - retryAt)) });
    return [reason, next].filter((part) => part !== "").join(". ");
}

function lowRateText({ lowRate }: ConnectionFigures): string {
    if (!lowRate) return "";
    const { uplinks, minimum } = lowRate;
    return text("low-rate", { uplinks: numberText(uplinks), minimum: numberText(minimum) });
}

function queueText({ queue }: ConnectionFigures, now: number): string {
    if (queue.documents === 0) return "";
    const values = { documents: documentsInWords(queue.documents), size: sizeText(queue.bytes) };
    if (queue.oldest === null) return text("queue.undated", values);
    return text("queue.dated", { ...values, oldest: sinceText(now - queue.oldest) });
}
