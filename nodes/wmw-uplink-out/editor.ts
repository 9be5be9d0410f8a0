import { fieldLabel } from "../editor/catalog";
import { type EditorNode } from "../editor/red";
import { savedVersion, validator } from "../editor/validators";
import { readUplinkOut } from "../lib/node-settings";
import { UPLINK_OUT } from "../lib/saved-nodes";

interface UplinkOutProperties {
    version: number;
    name: string;
    connection: string;
    source: string;
    format: string;
    qos: string;
}

RED.nodes.registerType<UplinkOutProperties>("wmw-uplink-out", {
    category: "WMW",
    color: "#8FBFC2",
    icon: "wmw-uplink-out.svg",
    align: "right",
    inputs: 1,
    outputs: 0,
    defaults: {
        version: { value: 1, label: fieldLabel("version"), validate: savedVersion(UPLINK_OUT) },
        name: { value: "" },
        connection: {
            value: "",
            type: "wmw-config",
            required: true,
            label: RED._("@wmw-nodes/node-red-wmw/wmw-uplink-out:wmw-uplink-out.label.connection"),
        },
        source: {
            value: "auto",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-uplink-out:wmw-uplink-out.label.source"),
            validate: validator((source) => readUplinkOut({ source })),
        },
        format: { value: "document" },
        qos: {
            value: "1",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-uplink-out:wmw-uplink-out.label.qos"),
            validate: validator((qos) => readUplinkOut({ qos })),
        },
    },
    paletteLabel: typeLabel,
    label() {
        return this.name || typeLabel.call(this);
    },
    labelStyle() {
        return this.name ? "node_label_italic" : "";
    },
    inputLabels() {
        return this._("wmw-uplink-out.port.input");
    },
    oneditsave() {
        this.version = 1;
    },
});

function typeLabel(this: EditorNode<UplinkOutProperties>): string {
    return this._("wmw-uplink-out.type");
}
