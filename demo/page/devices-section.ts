import { make, setText } from "../../nodes/editor/elements";
import { KeyedChildren, type Shown } from "../../nodes/editor/keyed-children";
import type { UnknownDevice } from "../api-rows";
import type { Device } from "../devices";
import { showDate } from "./dates";
import { byId } from "./dom";
import { hrefOf } from "./route";
import type { DevicesView } from "./snapshot";

const UNKNOWN_SHOWN = 50;

interface LinkedDevice extends Device {
    readonly href: string;
}

/** The list of an enterprise's devices, and of those that send without having been set up. */
export class DevicesSection {
    readonly #section = byId("devices-view", HTMLElement);
    readonly #table = byId("devices", HTMLTableElement);
    readonly #none = byId("no-devices", HTMLElement);
    readonly #unknown = byId("unknown", HTMLElement);
    readonly #unknownRest = byId("unknown-rest", HTMLElement);
    readonly #rows: KeyedChildren<string, LinkedDevice>;
    readonly #unknownRows: KeyedChildren<string, UnknownDevice>;

    /** `onAdd` gets the DevEUI to begin with, "" for none. */
    constructor(onAdd: (devEUI: string) => void) {
        this.#rows = new KeyedChildren(byId("device-rows", HTMLElement), ({ href }) => href, deviceRow);
        this.#unknownRows = new KeyedChildren(
            byId("unknown-rows", HTMLElement),
            ({ devEUI }) => devEUI,
            (device) => unknownRow(device, onAdd),
        );
        byId("add-device", HTMLButtonElement).addEventListener("click", () => onAdd(""));
    }

    show(enterpriseId: string, { devices, unknown }: DevicesView): void {
        this.#table.hidden = devices.length === 0;
        this.#none.hidden = devices.length > 0;
        this.#rows.show(
            devices.map((device) => ({ ...device, href: hrefOf(enterpriseId, device.uniqueIdentifier) })),
        );
        this.#unknown.hidden = unknown.length === 0;
        this.#unknownRows.show(unknown.slice(0, UNKNOWN_SHOWN));
        this.#unknownRest.hidden = unknown.length <= UNKNOWN_SHOWN;
        setText(this.#unknownRest, `and ${unknown.length - UNKNOWN_SHOWN} more`);
        this.#section.hidden = false;
    }

    hide(): void {
        this.#section.hidden = true;
    }
}

function deviceRow(device: LinkedDevice): Shown<LinkedDevice> {
    const { href, uniqueIdentifier, deviceType, createdOn } = device;
    const created = make("span", {});
    const last = make("span", {});
    const update = ({ lastMessage }: LinkedDevice): void => {
        showDate(last, lastMessage);
    };
    showDate(created, createdOn);
    update(device);
    return {
        element: make(
            "tr",
            { role: "row" },
            cell("Unique device identifier", make("a", { href, class: "mono" }, uniqueIdentifier)),
            cell("Device type", make("span", {}, deviceType === "" ? "–" : deviceType)),
            cell("Created on", created),
            cell("Last message", last),
        ),
        update,
    };
}

/** On a narrow screen, which has no room for the head of the table, the label stands before what is in the cell. */
function cell(label: string, content: Node): HTMLTableCellElement {
    return make("td", { role: "cell", "data-label": label }, content);
}

function unknownRow(device: UnknownDevice, onAdd: (devEUI: string) => void): Shown<UnknownDevice> {
    const { devEUI } = device;
    const count = make("span", { class: "quiet" });
    const update = ({ documents }: UnknownDevice): void => {
        setText(count, `${documents} ${documents === 1 ? "document" : "documents"}`);
    };
    update(device);
    const add = make("button", { type: "button", "aria-label": `Add ${devEUI}` }, "Add");
    add.addEventListener("click", () => onAdd(devEUI));
    return {
        element: make("li", {}, make("span", { class: "mono" }, devEUI), count, add),
        update,
    };
}
