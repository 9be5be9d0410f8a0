import { connectionsText } from "./thingpark-catalog";
import { listConnections, type ListedConnection } from "./thingpark-client";
import { refusalInWords } from "./thingpark-refusal";

/** What the picker needs of the dialog that it stands in. */
export interface PickerUse {
    /** The `wmw-thingpark-api` that is chosen now. */
    readonly apiId: () => string;
    readonly pick: (connectionId: string) => void;
}

/** Offers the connections that there are, when it is asked to: a list of names takes the place of typing an id. */
export class ConnectionPicker {
    readonly #dialog: JQuery;
    readonly #use: PickerUse;
    /** How often it was asked or hidden: an answer that came too late is not shown. */
    #turn = 0;

    constructor(dialog: JQuery, use: PickerUse) {
        this.#dialog = dialog;
        this.#use = use;
    }

    attach(): void {
        this.#dialog.find(".wmw-pick").on("click", (event) => {
            event.preventDefault();
            void this.#show();
        });
        this.#select.on("change", () => {
            const id = this.#select.val();
            if (typeof id === "string" && id !== "") this.#use.pick(id);
        });
        this.hide();
    }

    /** Takes away what was offered: it may not be wanted any more. */
    hide(): void {
        this.#turn += 1;
        this.#dialog.find(".wmw-picker").hide();
        this.#tell("");
    }

    get #select(): JQuery {
        return this.#dialog.find("#wmw-connections-picker");
    }

    async #show(): Promise<void> {
        this.#turn += 1;
        const turn = this.#turn;
        this.#tell(connectionsText("picker.loading"));
        const outcome = await listConnections(this.#use.apiId());
        if (turn !== this.#turn) return;
        if (!outcome.ok) {
            const reason = refusalInWords(outcome.reason, (key) => connectionsText(`picker.${key}`));
            this.#tell(connectionsText("picker.failed", { reason }));
            return;
        }
        this.#tell(outcome.connections.length === 0 ? connectionsText("picker.none") : "");
        this.#offer(outcome.connections);
    }

    #offer(connections: readonly ListedConnection[]): void {
        const rows = connections.map(({ id = "", name = "", state = "" }) =>
            $("<option>", { value: id, text: connectionsText("picker.row", { id, name, state }) }),
        );
        const none = $("<option>", { value: "", text: connectionsText("picker.one") });
        this.#select.empty().append(none, rows).val("");
        this.#dialog.find(".wmw-picker").toggle(rows.length > 0);
        if (rows.length > 0) this.#select.trigger("focus");
    }

    #tell(text: string): void {
        this.#dialog.find("#wmw-hint-connectionId").text(text);
    }
}
