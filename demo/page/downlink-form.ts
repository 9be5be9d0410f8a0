import { setText } from "../../nodes/editor/elements";
import { byId, inputOf } from "./dom";
import { sendDownlink, type Downlink } from "./platform-client";
import { reasonOf } from "./reason";

/** What is typed into the form, or the field that is wrong and what was expected of it. */
type Filled =
    | { readonly ok: true; readonly downlink: Omit<Downlink, "devEUI"> }
    | { readonly ok: false; readonly field: HTMLInputElement; readonly expected: string };

/** The form that sends commands to a device. */
export class DownlinkForm {
    readonly #form = byId("downlink", HTMLFormElement);
    readonly #fPort = inputOf(this.#form, "fPort");
    readonly #payload = inputOf(this.#form, "payload");
    readonly #confirmed = inputOf(this.#form, "confirmed");
    readonly #answer = byId("downlink-answer", HTMLElement);
    readonly #clientsOf: (enterpriseId: string) => number;
    #target = { enterpriseId: "", devEUI: "" };

    /** `clientsOf` tells how many MQTT clients of an enterprise are connected. */
    constructor(clientsOf: (enterpriseId: string) => number) {
        this.#clientsOf = clientsOf;
        this.#form.addEventListener("submit", (event) => {
            event.preventDefault();
            void this.#submit();
        });
    }

    /** From now on the form is about this device; what was for another one is cleared. */
    turnTo(enterpriseId: string, devEUI: string): void {
        if (this.#target.enterpriseId === enterpriseId && this.#target.devEUI === devEUI) return;
        this.#target = { enterpriseId, devEUI };
        this.#form.reset();
        this.#markWrong(undefined);
        this.#say("", true);
    }

    async #submit(): Promise<void> {
        const filled = this.#read();
        this.#markWrong(filled.ok ? undefined : filled.field);
        if (!filled.ok) {
            this.#say(filled.expected, false);
            filled.field.focus();
            return;
        }
        const target = this.#target;
        this.#say("Sending…", true);
        const [text, well] = await this.#send(target, filled.downlink);
        // The answer belongs to the device that it was asked for.
        if (this.#target === target) this.#say(text, well);
    }

    async #send(
        { enterpriseId, devEUI }: { enterpriseId: string; devEUI: string },
        downlink: Omit<Downlink, "devEUI">,
    ): Promise<[text: string, well: boolean]> {
        try {
            await sendDownlink(enterpriseId, { ...downlink, devEUI });
        } catch (error) {
            return [`Not sent: ${reasonOf(error)}`, false];
        }
        const sent = `Sent on downlink_${enterpriseId}: FPort ${downlink.fPort}, ${downlink.payloadHex}.`;
        const unheard = this.#clientsOf(enterpriseId) === 0;
        return [unheard ? `${sent} No MQTT client is connected now.` : sent, true];
    }

    #read(): Filled {
        const fPort = this.#fPort.value.trim();
        if (!/^\d{1,3}$/.test(fPort) || Number(fPort) < 1 || Number(fPort) > 224) {
            return { ok: false, field: this.#fPort, expected: "FPort: expected a whole number, 1 to 224" };
        }
        // Hex is often copied from where it is set in groups.
        const payloadHex = this.#payload.value.replace(/\s/g, "");
        if (!/^([0-9a-f]{2})+$/i.test(payloadHex)) {
            const expected = "Payload: expected hex digits, two for each byte";
            return { ok: false, field: this.#payload, expected };
        }
        const downlink = { fPort: Number(fPort), payloadHex, confirmed: this.#confirmed.checked };
        return { ok: true, downlink };
    }

    #markWrong(wrong: HTMLInputElement | undefined): void {
        for (const field of [this.#fPort, this.#payload]) {
            field.setAttribute("aria-invalid", String(field === wrong));
        }
    }

    #say(text: string, well: boolean): void {
        setText(this.#answer, text);
        this.#answer.classList.toggle("refused", !well);
    }
}
