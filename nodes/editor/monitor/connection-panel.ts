import { type DeviceRow, type MonitorAnswer, type ShownState } from "../../lib/monitor/monitor-view";
import { QueueBox } from "../queue-box";
import { type MonitoredConfig } from "../red";
import { isDeployed } from "../deployed";
import { make, setText } from "../elements";
import { ConnectionFeed } from "./connection-feed";
import { nameOf } from "./connection-nodes";
import { ConnectionSummary } from "./connection-summary";
import { DeviceTable } from "./device-table";
import { type Shown } from "../keyed-children";
import { type Asked } from "./monitor-client";
import { stateText, text } from "./texts";
import { userNodes } from "./user-nodes";

/** What a panel asks of the sidebar. */
export interface PanelHost {
    /** Whether the panel is unfolded when it appears. */
    readonly isOpen: boolean;
    /** Somebody wants to see the messages of a device. */
    openDevice(config: MonitoredConfig, device: DeviceRow): void;
}

/** A connection: its state in the heading, and below that, unfolded, its figures, its nodes and its devices. */
export class ConnectionPanel implements Shown<MonitoredConfig> {
    readonly element: HTMLElement;
    readonly #dot = make("span", { class: "wmw-dot", "aria-hidden": "true" });
    readonly #name = make("span", { class: "wmw-connection-name" });
    readonly #state = make("span", { class: "wmw-state" });
    readonly #toggle: HTMLButtonElement;
    readonly #body: HTMLElement;
    readonly #note = make("p", { class: "wmw-note", role: "status" });
    readonly #told: HTMLElement;
    readonly #summary = new ConnectionSummary();
    readonly #nodes = make("div", {});
    readonly #queue: QueueBox;
    readonly #table: DeviceTable;
    readonly #feed: ConnectionFeed;
    #config: MonitoredConfig;
    /** Whether anything waited, here and for another destination, when the queues were looked at last. */
    #looked: string | undefined;

    constructor(config: MonitoredConfig, host: PanelHost) {
        this.#config = config;
        this.#feed = new ConnectionFeed(config.id, (asked) => {
            this.#show(asked);
        });
        this.#table = new DeviceTable(this.#feed.devices, (device) => {
            host.openDevice(this.#config, device);
        });
        const queueBox = queueSection(config.id);
        this.#queue = new QueueBox($(queueBox), config.id);
        const id = `wmw-panel-${config.id}`;
        this.#toggle = make(
            "button",
            { type: "button", "aria-expanded": String(host.isOpen), "aria-controls": id },
            this.#dot,
            this.#name,
            this.#state,
        );
        this.#toggle.addEventListener("click", () => {
            this.#unfold(this.#toggle.ariaExpanded === "false");
        });
        this.#told = make("div", {}, this.#summary.element, queueBox, this.#nodes, this.#table.element);
        this.#body = make("div", { id, class: "wmw-connection-body" }, this.#note, this.#told);
        this.#told.hidden = true;
        this.element = make("section", { class: "wmw-connection" }, make("h3", {}, this.#toggle), this.#body);
        this.#unfold(host.isOpen);
        this.update(config);
    }

    get id(): string {
        return this.#config.id;
    }

    /** The connection, or the nodes that use it, may have become others. */
    readonly update = (config: MonitoredConfig): void => {
        this.#config = config;
        setText(this.#name, nameOf(config));
        if (!this.#nodes.contains(document.activeElement)) this.#nodes.replaceChildren(userNodes(config));
    };

    /** A deploy may have led the connection elsewhere: what waited here then waits apart. */
    deployed(): void {
        this.#looked = undefined;
    }

    /** Asks the server how it does. */
    ask(): void {
        if (isDeployed(this.id)) this.#feed.ask();
        else this.#show({ ok: false, reason: "not-deployed" });
    }

    stop(): void {
        this.#feed.stop();
    }

    #unfold(isOpen: boolean): void {
        this.#body.hidden = !isOpen;
        this.#toggle.setAttribute("aria-expanded", String(isOpen));
        if (isOpen) this.#table.show();
    }

    #show(asked: Asked<MonitorAnswer>): void {
        this.element.classList.toggle("wmw-silent", !asked.ok);
        if (!asked.ok) {
            setText(this.#note, text(`note.${asked.reason}`));
            if (asked.reason !== "no-answer") this.#told.hidden = true;
            return;
        }
        const { answer } = asked;
        setText(this.#note, "");
        this.#told.hidden = false;
        this.#showState(answer.state);
        this.#summary.show(answer);
        if (!this.#body.hidden) this.#table.show();
        this.#showQueue(answer);
    }

    #showState({ fill, key }: ShownState): void {
        setText(this.#state, stateText(key));
        this.#dot.className = `wmw-dot wmw-${fill}`;
    }

    #showQueue({ state, figures }: MonitorAnswer): void {
        if (figures) this.#queue.follow(figures.queue);
        const waits = (figures?.queue.documents ?? 0) > 0;
        // Where only that waits, a connection that is open is not green.
        const waitsElsewhere = state.key === "connected" && state.fill === "yellow";
        const found = `${waits} ${waitsElsewhere}`;
        // To look reads the queues on disk, which may be large.
        if (found === this.#looked && !this.#queue.isBehind(waits)) return;
        this.#looked = found;
        void this.#queue.show();
    }
}

/** Where documents that wait are resumed or discarded. */
function queueSection(configId: string): HTMLElement {
    const id = `wmw-queue-of-${configId}`;
    const title = make("h4", { id }, text("queue.title"));
    const attributes = { class: "wmw-queue", "aria-labelledby": id, "aria-live": "polite", tabindex: "-1" };
    const section = make("section", attributes, title);
    section.hidden = true;
    return section;
}
