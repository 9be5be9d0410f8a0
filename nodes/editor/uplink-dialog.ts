import { UPLINK_OUT } from "../lib/saved-nodes";
import { explainChoice } from "./explain-choice";
import { nodeField, nodeHint } from "./node-field";
import { showSavedFields } from "./saved-fields";
import { type UplinkOutNode } from "./uplink-properties";

/** Brings the dialog of a `wmw-uplink-out` to life. */
export function openUplinkDialog(node: UplinkOutNode): void {
    showSavedFields(node, UPLINK_OUT, nodeField);
    for (const name of ["source", "format", "qos"]) {
        explainChoice(nodeField(name), nodeHint(name), (choice) =>
            node._(`wmw-uplink-out.hint.${name}.${choice}`),
        );
    }
}
