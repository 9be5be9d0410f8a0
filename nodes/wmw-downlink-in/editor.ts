import { fieldLabel } from "../editor/catalog";
import { type EditorNode } from "../editor/red";
import { savedVersion, validator } from "../editor/validators";
import { parseDevEuiFilter } from "../lib/dev-eui-filter";
import { DOWNLINK_IN } from "../lib/saved-nodes";

interface DownlinkInProperties {
    version: number;
    name: string;
    connection: string;
    devEUIs: string;
    emit: string;
    format: string;
    application: string;
    deviceId: string;
}

RED.nodes.registerType<DownlinkInProperties>("wmw-downlink-in", {
    category: "WMW",
    color: "#8FBFC2",
    icon: "wmw-downlink-in.svg",
    inputs: 0,
    outputs: 1,
    defaults: {
        version: { value: 1, label: fieldLabel("version"), validate: savedVersion(DOWNLINK_IN) },
        name: { value: "" },
        connection: {
            value: "",
            type: "wmw-config",
            required: true,
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.connection"),
        },
        devEUIs: {
            value: "",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.devEUIs"),
            validate: validator(parseDevEuiFilter),
        },
        emit: { value: "commands" },
        format: { value: "thingpark" },
        application: { value: "" },
        deviceId: { value: "eui-{devEUI}" },
    },
    paletteLabel: typeLabel,
    label() {
        return this.name || typeLabel.call(this);
    },
    labelStyle() {
        return this.name ? "node_label_italic" : "";
    },
    outputLabels() {
        return this._("wmw-downlink-in.port.output");
    },
    oneditsave() {
        this.version = 1;
    },
});

function typeLabel(this: EditorNode<DownlinkInProperties>): string {
    return this._("wmw-downlink-in.type");
}
