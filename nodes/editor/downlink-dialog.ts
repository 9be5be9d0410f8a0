import { DOWNLINK_IN } from "../lib/saved-nodes";
import { isVariable } from "../lib/variable";
import { addressFields } from "./downlink-address";
import { type DownlinkInNode } from "./downlink-properties";
import { explainChoice } from "./explain-choice";
import { nodeField, nodeHint } from "./node-field";
import { showSavedFields } from "./saved-fields";
import { trimOnChange } from "./trim-on-change";

/** The node whose dialog is open: its validators look at the fields rather than at what was saved. */
let edited: DownlinkInNode | undefined;

/** Brings the dialog of a `wmw-downlink-in` to life. */
export function openDownlinkDialog(node: DownlinkInNode): void {
    edited = node;
    showSavedFields(node, DOWNLINK_IN, nodeField);
    for (const name of ["emit", "format"]) {
        explainChoice(nodeField(name), nodeHint(name), (choice) =>
            node._(`wmw-downlink-in.hint.${name}.${choice}`),
        );
    }
    for (const name of ["application", "deviceId"]) trimOnChange(nodeField(name));
    const update = (): void => {
        showAddress(node);
    };
    nodeField("format").on("change", update);
    update();
}

/** To be called when the dialog was saved, cancelled, or its node deleted. */
export function closeDownlinkDialog(): void {
    edited = undefined;
}

/** The format of a node: as chosen in its dialog while that is open. */
export function formatOf(node: DownlinkInNode): unknown {
    const format: unknown = edited === node ? nodeField("format").val() : node.format;
    // It is absent where the node was saved before there was the field.
    return format === undefined ? DOWNLINK_IN.defaults.format : format;
}

/** Shows what the chosen server needs to be told, in the server's own words. */
function showAddress(node: DownlinkInNode): void {
    const format = formatOf(node);
    const shown = addressFields(format);
    $("#wmw-application-row").toggle(shown.includes("application"));
    $("#wmw-deviceId-row").toggle(shown.includes("deviceId"));
    if (!shown.includes("application")) return;
    const server = isVariable(format) ? "any" : String(format);
    const text = (key: string): string => node._(`wmw-downlink-in.application.${server}.${key}`);
    $("#wmw-application-label").text(text("label"));
    nodeField("application").attr("placeholder", text("placeholder"));
    nodeHint("application").text(text("hint"));
}
