import { messagesCsv } from "../../lib/monitor/messages-csv";
import { type DeviceRow, type StatusMessage } from "../../lib/monitor/monitor-view";
import { make, setText } from "../elements";
import { button } from "./button";
import { deviceName, showDetails } from "./device-row";
import { download } from "./download";
import { KeyedChildren } from "../keyed-children";
import { Refresher } from "../refresher";
import { messageHeadings, messageRow } from "./message-row";
import { askDocument, askDocuments, askMessages } from "./monitor-client";
import { numberText, text } from "./texts";

/** How many messages stand on the page: the newest of those that the server keeps. */
const MOST_SHOWN = 200;

/** A device's status messages, the newest first. */
export class DevicePage {
    readonly element: HTMLElement;
    readonly #configId: string;
    readonly #device: DeviceRow;
    readonly #table = make("table", { role: "table", class: "wmw-messages", "aria-label": text("messages") });
    readonly #rows: KeyedChildren<number, StatusMessage>;
    readonly #told = make("p", { class: "wmw-told" });
    readonly #note = make("p", { class: "wmw-note", role: "status" });
    readonly #title = make("h3", { tabindex: "-1" });
    /** Oldest first. */
    #messages: readonly StatusMessage[] = [];
    /** What comes while the server is being asked is asked for again: it tells of each change once. */
    readonly #refresher = new Refresher(() => this.#ask());

    constructor(configId: string, device: DeviceRow, back: () => void) {
        this.#configId = configId;
        this.#device = device;
        this.#table.append(make("thead", { role: "rowgroup" }, messageHeadings()));
        this.#rows = new KeyedChildren(
            this.#table,
            ({ number }) => number,
            (message) =>
                messageRow(message, async (number) => {
                    const kept = await askDocument(configId, device.devEUI, number);
                    return kept?.document;
                }),
        );
        this.#title.textContent = deviceName(device);
        const details = make("p", { class: "wmw-device-details" });
        showDetails(details, device);
        this.element = make(
            "section",
            { class: "wmw-device-page" },
            this.#bar(back),
            this.#title,
            details,
            this.#note,
            this.#told,
            this.#table,
        );
    }

    focus(): void {
        this.#title.focus();
    }

    /** Asks the server for what is new, and shows it. */
    refresh(): void {
        this.#refresher.request();
    }

    async #ask(): Promise<void> {
        const after = this.#messages.at(-1)?.number ?? 0;
        const asked = await askMessages(this.#configId, this.#device.devEUI, after);
        setText(this.#note, asked.ok ? "" : text(`note.${asked.reason}`));
        if (!asked.ok) return;
        const { messages, floor } = asked.answer;
        this.#messages = [...this.#messages, ...messages].filter(({ number }) => number >= floor);
        this.#show();
    }

    #bar(back: () => void): HTMLElement {
        return make(
            "div",
            { class: "wmw-bar" },
            button(text("back"), "fa-angle-left", back),
            button(text("download.json"), "fa-download", () => void this.#downloadJson()),
            button(text("download.csv"), "fa-download", () => {
                this.#downloadCsv();
            }),
        );
    }

    #show(): void {
        this.#rows.show(this.#messages.slice(-MOST_SHOWN).reverse());
        const number = this.#messages.length;
        setText(
            this.#told,
            text(number === 0 ? "no-messages" : "all-messages", { number: numberText(number) }),
        );
        this.#table.hidden = number === 0;
    }

    async #downloadJson(): Promise<void> {
        const documents = await askDocuments(this.#configId, this.#device.devEUI);
        if (!documents) return;
        const shown = documents.map(({ direction, at, document }) => ({
            direction,
            at: new Date(at).toISOString(),
            document,
        }));
        download(this.#fileName("json"), "application/json", JSON.stringify(shown, null, 2));
    }

    #downloadCsv(): void {
        download(this.#fileName("csv"), "text/csv", messagesCsv(this.#messages));
    }

    #fileName(ending: string): string {
        return `wmw-${this.#device.devEUI ?? "messages"}.${ending}`;
    }
}
