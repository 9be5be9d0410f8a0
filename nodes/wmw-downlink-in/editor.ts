import { fieldLabel } from "../editor/catalog";
import { closeDownlinkDialog, openDownlinkDialog } from "../editor/downlink-dialog";
import { type DownlinkInNode, type DownlinkInProperties } from "../editor/downlink-properties";
import { checkAddress, checkFormat } from "../editor/downlink-rules";
import { savedVersion, validator } from "../editor/validators";
import { parseDevEuiFilter } from "../lib/dev-eui-filter";
import { readDownlinkIn } from "../lib/node-settings";
import { DOWNLINK_IN } from "../lib/saved-nodes";

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
        emit: {
            value: "commands",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.emit"),
            validate: validator((emit) => readDownlinkIn({ emit }), DOWNLINK_IN.defaults.emit),
        },
        format: {
            value: "thingpark",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.format"),
            validate: validator(checkFormat, DOWNLINK_IN.defaults.format),
        },
        application: {
            value: "",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.application"),
            validate: validator(checkAddress("application"), DOWNLINK_IN.defaults.application),
        },
        deviceId: {
            value: "eui-{devEUI}",
            label: RED._("@wmw-nodes/node-red-wmw/wmw-downlink-in:wmw-downlink-in.label.deviceId"),
            validate: validator(checkAddress("deviceId"), DOWNLINK_IN.defaults.deviceId),
        },
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
    oneditprepare() {
        openDownlinkDialog(this);
    },
    oneditsave() {
        this.version = 1;
        closeDownlinkDialog();
    },
    oneditcancel: closeDownlinkDialog,
    oneditdelete: closeDownlinkDialog,
});

function typeLabel(this: DownlinkInNode): string {
    return this._("wmw-downlink-in.type");
}
