import { type DeviceRow } from "../../lib/monitor/monitor-view";
import { make, setText } from "./dom";
import { type Shown } from "./keyed-children";
import { dateText, numberText, text } from "./texts";
import { valueContent } from "./value-list";

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
        setText(details, deviceDetails(now));
        setText(cells.lastMessage, dateText(now.lastMessage));
        setText(cells.count, numberText(now.count));
        setText(cells.rssi, figure(now.rssi, "dBm"));
        setText(cells.snr, figure(now.snr, "dB"));
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

/** What else is known of it: its identifier where it has a name, and its model. */
export function deviceDetails({ name, devEUI, model }: DeviceRow): string {
    const identifier = name === undefined ? undefined : (devEUI ?? undefined);
    return [identifier, model].filter((part) => part !== undefined).join(" · ");
}

function showBattery(element: HTMLElement, { battery }: DeviceRow): void {
    const shown = battery === undefined ? "" : JSON.stringify(battery);
    if (element.dataset.shown === shown) return;
    element.dataset.shown = shown;
    element.replaceChildren(...(battery === undefined ? ["–"] : valueContent(battery)));
}

function figure(value: number | undefined, unit: string): string {
    return value === undefined ? "–" : `${value}\u202f${unit}`;
}

/** In a narrow sidebar the headings are away: each cell then shows its own. */
function cell(column: "lastMessage" | "count" | "rssi" | "snr" | "battery"): HTMLElement {
    return make("td", { role: "cell", class: `wmw-${column}`, "data-label": text(`column.${column}`) });
}
