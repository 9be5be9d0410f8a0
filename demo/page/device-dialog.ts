import { setText } from "../../nodes/editor/elements";
import { byId, inputOf } from "./dom";
import { addDevice } from "./platform-client";
import { reasonOf } from "./reason";

/** The dialog that sets up a device. */
export class DeviceDialog {
    readonly #dialog = byId("device-dialog", HTMLDialogElement);
    readonly #form = byId("device-form", HTMLFormElement);
    readonly #identifier = inputOf(this.#form, "uniqueIdentifier");
    readonly #type = inputOf(this.#form, "deviceType");
    readonly #refusal = byId("device-refusal", HTMLElement);
    readonly #onAdded: () => void;
    #enterpriseId = "";

    constructor(onAdded: () => void) {
        this.#onAdded = onAdded;
        byId("cancel-device", HTMLButtonElement).addEventListener("click", () => this.#dialog.close());
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            void this.#submit();
        });
    }

    /** Opens it, with a DevEUI to begin with or "". */
    open(enterpriseId: string, devEUI: string): void {
        this.#enterpriseId = enterpriseId;
        this.#form.reset();
        this.#identifier.value = devEUI;
        setText(this.#refusal, "");
        this.#dialog.showModal();
        (devEUI === "" ? this.#identifier : this.#type).focus();
    }

    async #submit(): Promise<void> {
        setText(this.#refusal, "");
        try {
            await addDevice(this.#enterpriseId, {
                uniqueIdentifier: this.#identifier.value.trim(),
                deviceType: this.#type.value.trim(),
            });
        } catch (error) {
            setText(this.#refusal, `Not added: ${reasonOf(error)}`);
            this.#identifier.focus();
            return;
        }
        this.#dialog.close();
        this.#onAdded();
    }
}
