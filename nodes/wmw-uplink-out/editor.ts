import { fieldLabel } from "../editor/catalog";
import { openUplinkDialog } from "../editor/uplink-dialog";
import { type UplinkOutNode, type UplinkOutProperties } from "../editor/uplink-properties";
import { savedVersion, validator } from "../editor/validators";
import { readUplinkOut } from "../lib/node-settings";
import { UPLINK_OUT } from "../lib/saved-nodes";

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
            validate: validator((source) => readUplinkOut({ source }), UPLINK_OUT.defaults.source),
        },
        format: {
            value: "document",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-uplink-out:wmw-uplink-out.label.format"),
            validate: validator((format) => readUplinkOut({ format }), UPLINK_OUT.defaults.format),
        },
        qos: {
            value: "1",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-uplink-out:wmw-uplink-out.label.qos"),
            validate: validator((qos) => readUplinkOut({ qos }), UPLINK_OUT.defaults.qos),
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
    oneditprepare() {
        openUplinkDialog(this);
    },
    oneditsave() {
        this.version = 1;
    },
});

function typeLabel(this: UplinkOutNode): string {
    return this._("wmw-uplink-out.type");
}
