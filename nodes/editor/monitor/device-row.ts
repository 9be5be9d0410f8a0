import { type DeviceRow } from "../../lib/monitor/monitor-view";
import { make, setText } from "../elements";
import { type Shown } from "../keyed-children";
import { dateText, numberText, text } from "./texts";
import { valueContent } from "./value-list";

/** Stands where there is no value. */
const NONE = "–";

/** A device as a row of the table; its name is the button that opens it. */
export function deviceRow(device: DeviceRow, open: (device: DeviceRow) => void): Shown<DeviceRow> {
    let current = device;
    const press = make("button", { type: "button", class: "wmw-device-name" });
    press.addEventListener("click", () => {
        open(current);
    });
    const details = make("span", { class: "wmw-device-details" });
    const cells = {
        lastMessage: cell("lastMessage"),
        count: cell("count"),
        rssi: cell("rssi"),
        snr: cell("snr"),
        battery: cell("battery"),
    };
    const update = (now: DeviceRow): void => {
        current = now;
        setText(press, deviceName(now));
        showDetails(details, now);
        setText(cells.lastMessage, dateText(now.lastMessage));
        setText(cells.count, numberText(now.count));
        showFigure(cells.rssi, now.rssi, "dBm");
        showFigure(cells.snr, now.snr, "dB");
        showBattery(cells.battery, now);
    };
    update(device);
    const first = make("td", { role: "cell", class: "wmw-device" }, press, details);
    return { element: make("tr", { role: "row" }, first, ...Object.values(cells)), update };
}

/** What a device is called: by its name, else by its identifier. */
export function deviceName({ name, devEUI }: Pick<DeviceRow, "name" | "devEUI">): string {
    return name ?? devEUI ?? text("no-device");
}

/** Shows what else is known of it: its identifier where it has a name, and its model. */
export function showDetails(element: Element, { name, devEUI, model }: DeviceRow): void {
    const identifier = name === undefined ? null : devEUI;
    const parts = [identifier, model].filter((part) => typeof part === "string");
    if (element.childElementCount === parts.length && element.textContent === parts.join("")) return;
    element.replaceChildren(...parts.map((part) => make("span", {}, part)));
}

function showBattery(element: HTMLElement, { battery }: DeviceRow): void {
    const shown = battery === undefined ? "" : JSON.stringify(battery);
    if (element.dataset.shown === shown) return;
    element.dataset.shown = shown;
    element.replaceChildren(...(battery === undefined ? [NONE] : valueContent(battery)));
    element.classList.toggle("wmw-none", battery === undefined);
}

function showFigure(element: HTMLElement, value: number | undefined, unit: string): void {
    setText(element, value === undefined ? NONE : `${value}\u202f${unit}`);
    element.classList.toggle("wmw-none", value === undefined);
}

/** In a narrow sidebar the headings are away: each cell then shows its own. */
function cell(column: "lastMessage" | "count" | "rssi" | "snr" | "battery"): HTMLElement {
    return make("td", { role: "cell", class: `wmw-${column}`, "data-label": text(`column.${column}`) });
}
