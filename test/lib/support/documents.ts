import { type UplinkDocument } from "../../../nodes/lib/documents/uplink-input";
import { type WmwError } from "../../../nodes/lib/errors";
import { type Settled } from "../../../nodes/lib/outbox/entry";

/** A document that only its text tells from others; nothing behind the checks looks into it. */
export function documentOf(text: string): UplinkDocument {
    return { payload: text, bytes: Buffer.byteLength(text), time: undefined, devEUI: undefined };
}

/** Notes what became of documents, in the order in which it was told: `one: safe`, `two: WMW_REFUSED`. */
export class Outcomes {
    readonly told: string[] = [];
    readonly errors: WmwError[] = [];

    of(name: string): Settled {
        return (error) => {
            this.told.push(`${name}: ${error?.code ?? "safe"}`);
            if (error) this.errors.push(error);
        };
    }
}
