import { make, setText } from "../../nodes/editor/elements";
import type { EnterpriseRow } from "../api-rows";
import { byId } from "./dom";
import type { LiveState } from "./live";
import type { Snapshot } from "./snapshot";

const LIVE_TEXT: Readonly<Record<LiveState, string>> = {
    connecting: "Connecting…",
    live: "Live",
    lost: "Connection lost, trying again…",
};

/** What stands above every view: the choice of the enterprise, its counts, and whether the page is live. */
export class Header {
    readonly #enterprise = byId("enterprise", HTMLSelectElement);
    readonly #clients = byId("clients", HTMLElement);
    readonly #messages = byId("messages-count", HTMLElement);
    readonly #live = byId("live", HTMLElement);

    constructor(onEnterprise: (id: string) => void) {
        this.#enterprise.addEventListener("change", () => onEnterprise(this.#enterprise.value));
    }

    show({ enterprises, enterprise }: Snapshot): void {
        this.#offer(enterprises);
        this.#enterprise.value = enterprise.id;
        setText(this.#clients, String(enterprise.clients));
        setText(this.#messages, String(enterprise.messages));
    }

    showLive(state: LiveState): void {
        setText(this.#live, LIVE_TEXT[state]);
        this.#live.dataset.state = state;
    }

    // They are fixed when the platform starts: a list that is open stays as it is.
    #offer(enterprises: readonly EnterpriseRow[]): void {
        const offered = [...this.#enterprise.options].map(({ value }) => value);
        const ids = enterprises.map(({ id }) => id);
        if (offered.join("\n") === ids.join("\n")) return;
        this.#enterprise.replaceChildren(...ids.map((id) => make("option", { value: id }, id)));
    }
}
