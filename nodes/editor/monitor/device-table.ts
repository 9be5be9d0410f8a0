import { type DeviceRow } from "../../lib/monitor/monitor-view";
import { make, setText } from "../elements";
import { button } from "./button";
import { type DeviceMap } from "./device-map";
import { deviceRow } from "./device-row";
import {
    DEVICE_COLUMNS,
    orderAfterClick,
    orderedDevices,
    type DeviceColumn,
    type DeviceOrder,
} from "./device-order";
import { KeyedChildren } from "../keyed-children";
import { numberText, text } from "./texts";

/** How many rows stand on the page at first, and how many more with each press of the button. */
const PAGE = 100;

/** The devices of a connection: sorted by a click on a heading, filtered by a text. */
export class DeviceTable {
    readonly element: HTMLElement;
    readonly #filter = make("input", { type: "search", class: "wmw-filter", placeholder: text("filter") });
    readonly #headings = new Map<DeviceColumn, HTMLElement>();
    readonly #body = make("tbody", { role: "rowgroup" });
    readonly #rows: KeyedChildren<string | null, DeviceRow>;
    readonly #told = make("p", { class: "wmw-told" });
    readonly #more: HTMLButtonElement;
    readonly #devices: DeviceMap;
    #order: DeviceOrder = { column: "lastMessage", descending: true };
    #most = PAGE;

    constructor(devices: DeviceMap, open: (device: DeviceRow) => void) {
        this.#devices = devices;
        this.#rows = new KeyedChildren(
            this.#body,
            ({ devEUI }) => devEUI,
            (device) => deviceRow(device, open),
        );
        this.#filter.setAttribute("aria-label", text("filter"));
        this.#filter.addEventListener("input", () => {
            this.#most = PAGE;
            this.show();
        });
        this.#more = button(text("more"), "fa-angle-down", () => {
            this.#most += PAGE;
            this.show();
        });
        this.element = make(
            "div",
            { class: "wmw-devices" },
            this.#filter,
            make(
                "table",
                { role: "table", "aria-label": text("devices") },
                make("thead", { role: "rowgroup" }, this.#headingRow()),
                this.#body,
            ),
            this.#told,
            this.#more,
        );
    }

    /** Shows the devices as they are now. */
    show(): void {
        const all = this.#devices.rows;
        const ordered = orderedDevices(all, this.#order, this.#filter.value);
        this.#rows.show(ordered.slice(0, this.#most));
        this.#more.hidden = ordered.length <= this.#most;
        setText(this.#told, toldOf(all.length, ordered.length, this.#most));
        for (const [column, heading] of this.#headings) {
            const { descending } = this.#order;
            const direction = descending ? "descending" : "ascending";
            heading.setAttribute("aria-sort", column === this.#order.column ? direction : "none");
        }
    }

    #headingRow(): HTMLElement {
        const cells = DEVICE_COLUMNS.map((column) => {
            const press = make("button", { type: "button" }, text(`column.${column}`));
            press.addEventListener("click", () => {
                this.#order = orderAfterClick(this.#order, column);
                this.show();
            });
            const heading = make("th", { role: "columnheader", scope: "col" }, press);
            this.#headings.set(column, heading);
            return heading;
        });
        return make("tr", { role: "row" }, ...cells);
    }
}

/** How many devices there are, and how many of them are shown. */
function toldOf(all: number, matching: number, most: number): string {
    if (all === 0) return text("no-devices");
    const shown = Math.min(matching, most);
    if (shown === all) return text("all-devices", { number: numberText(all) });
    return text("some-devices", { shown: numberText(shown), all: numberText(all) });
}
