import { systemClock } from "../../lib/clock";
import { type DeviceRow } from "../../lib/monitor/monitor-view";
import { Throttle } from "../../lib/throttle";
import { type MonitoredConfig } from "../red";
import { make } from "../elements";
import { notify } from "../notify";
import { button } from "./button";
import { connections } from "./connection-nodes";
import { ConnectionPanel } from "./connection-panel";
import { DevicePage } from "./device-page";
import { firstRun } from "./first-run";
import { firstUnfolded } from "./first-unfolded";
import { KeyedChildren } from "../keyed-children";
import { askToClear } from "./monitor-client";
import { text } from "./texts";
import { watchVisibility } from "./visibility";

/** How often (ms) the server is asked in any case: it announces changes only to those who have looked lately. */
const RENEWAL = 20_000;

/** How often (ms) the list of connections is made anew while the user edits. */
const EDITS_INTERVAL = 300;

/** The sidebar's tab: all connections or, over them, the messages of one device. */
export class MonitorTab {
    readonly content: HTMLElement;
    readonly #list = make("div", {});
    readonly #panels = new Map<string, ConnectionPanel>();
    readonly #rows: KeyedChildren<string, MonitoredConfig>;
    readonly #firstRun = firstRun();
    readonly #overview: HTMLElement;
    readonly #pause: HTMLButtonElement;
    readonly #edits = new Throttle(systemClock, EDITS_INTERVAL, () => {
        this.#showConnections();
    });
    #page: { readonly config: MonitoredConfig; readonly view: DevicePage } | undefined;
    /** The connection whose panel is unfolded when it appears. */
    #unfolded: MonitoredConfig | undefined;
    #isVisible = false;
    #isPaused = false;

    constructor() {
        this.#rows = new KeyedChildren(
            this.#list,
            ({ id }) => id,
            (config) => this.#panelFor(config),
        );
        this.#pause = button(text("pause"), "fa-pause", () => {
            this.#setPaused(!this.#isPaused);
        });
        this.#pause.setAttribute("aria-pressed", "false");
        const clear = button(text("clear"), "fa-ban", () => void this.#clear());
        const bar = make("div", { class: "wmw-bar" }, this.#pause, clear);
        this.#overview = make("div", {}, this.#firstRun, this.#list);
        this.content = make("div", { class: "wmw-monitor" }, bar, this.#overview);
        this.#listen();
    }

    #listen(): void {
        watchVisibility(this.content, (isVisible) => {
            this.#isVisible = isVisible;
            if (isVisible) this.#showConnections();
        });
        setInterval(() => {
            this.#ask();
        }, RENEWAL);
        RED.comms.subscribe("wmw/monitor/#", (topic) => {
            this.#heardOf(topic.slice("wmw/monitor/".length));
        });
        RED.events.on("deploy", () => {
            for (const panel of this.#panels.values()) panel.deployed();
        });
        for (const event of ["flows:loaded", "nodes:add", "nodes:change", "nodes:remove", "deploy"]) {
            RED.events.on(event, () => {
                if (this.#isVisible) this.#edits.ask();
            });
        }
    }

    get #isLive(): boolean {
        return this.#isVisible && !this.#isPaused;
    }

    #heardOf(configId: string): void {
        if (!this.#isLive) return;
        this.#panels.get(configId)?.ask();
        if (this.#page?.config.id === configId) this.#page.view.refresh();
    }

    #ask(): void {
        if (!this.#isLive) return;
        for (const panel of this.#panels.values()) panel.ask();
        this.#page?.view.refresh();
    }

    #showConnections(): void {
        const all = connections();
        this.#firstRun.hidden = all.length > 0;
        this.#unfolded = this.#panels.size === 0 ? firstUnfolded(all, RED.workspaces.active()) : undefined;
        this.#rows.show(all);
        const ids = new Set(all.map(({ id }) => id));
        for (const [id, panel] of this.#panels) {
            if (ids.has(id)) continue;
            panel.stop();
            this.#panels.delete(id);
        }
        this.#ask();
    }

    #panelFor(config: MonitoredConfig): ConnectionPanel {
        const panel = new ConnectionPanel(config, {
            isOpen: config === this.#unfolded,
            openDevice: (of, device) => {
                this.#openDevice(of, device);
            },
        });
        this.#panels.set(config.id, panel);
        return panel;
    }

    #openDevice(config: MonitoredConfig, device: DeviceRow): void {
        const opener = document.activeElement;
        const view = new DevicePage(config.id, device, () => {
            this.#page = undefined;
            view.element.remove();
            this.#overview.hidden = false;
            if (opener instanceof HTMLElement) opener.focus();
        });
        this.#page = { config, view };
        this.#overview.hidden = true;
        this.content.append(view.element);
        view.focus();
        view.refresh();
    }

    #setPaused(isPaused: boolean): void {
        this.#isPaused = isPaused;
        this.#pause.setAttribute("aria-pressed", String(isPaused));
        this.#ask();
    }

    async #clear(): Promise<void> {
        const configs = this.#page ? [this.#page.config.id] : [...this.#panels.keys()];
        const answers = await Promise.all(configs.map(askToClear));
        if (answers.some((asked) => !asked.ok && asked.reason === "forbidden")) {
            notify(text("note.may-not-clear"), "error");
        }
        for (const panel of this.#panels.values()) panel.ask();
        this.#page?.view.refresh();
    }
}
