import { setText } from "../../nodes/editor/elements";
import { KeyedChildren } from "../../nodes/editor/keyed-children";
import type { StatusMessage } from "../status-messages";
import { showDate } from "./dates";
import { byId, keyedByContent } from "./dom";
import type { DownlinkForm } from "./downlink-form";
import { messageRow } from "./message-row";
import { MESSAGES_SHOWN, type DeviceView } from "./snapshot";

/** One device: what was set up, what can be sent to it, and what it has sent. */
export class DeviceSection {
    readonly #section = byId("device-view", HTMLElement);
    readonly #title = byId("device-title", HTMLElement);
    readonly #missing = byId("device-missing", HTMLElement);
    readonly #body = byId("device-body", HTMLElement);
    readonly #type = byId("device-type", HTMLElement);
    readonly #created = byId("device-created", HTMLElement);
    readonly #last = byId("device-last", HTMLElement);
    readonly #table = byId("messages", HTMLTableElement);
    readonly #none = byId("no-messages", HTMLElement);
    readonly #limit = byId("messages-limit", HTMLElement);
    readonly #messages: KeyedChildren<string, [key: string, message: StatusMessage]>;
    readonly #downlinks: DownlinkForm;

    constructor(downlinks: DownlinkForm) {
        this.#downlinks = downlinks;
        this.#messages = new KeyedChildren(
            this.#table,
            ([key]) => key,
            ([, message]) => ({ element: messageRow(message) }),
        );
        setText(this.#limit, `The last ${MESSAGES_SHOWN} messages are shown.`);
    }

    show(enterpriseId: string, { devEUI, device, messages }: DeviceView): void {
        setText(this.#title, devEUI);
        this.#missing.hidden = device !== undefined;
        this.#body.hidden = device === undefined;
        this.#downlinks.turnTo(enterpriseId, devEUI);
        setText(this.#type, device?.deviceType ?? "");
        showDate(this.#created, device?.createdOn ?? null);
        showDate(this.#last, device?.lastMessage ?? null);
        this.#table.hidden = messages.length === 0;
        this.#none.hidden = messages.length > 0;
        this.#limit.hidden = messages.length < MESSAGES_SHOWN;
        this.#messages.show(keyedByContent(messages));
        this.#section.hidden = false;
    }

    hide(): void {
        this.#section.hidden = true;
    }
}
