import { labelled } from "../editor/catalog";
import {
    closeConnectionsDialog,
    openConnectionsDialog,
    writes,
    type ConnectionsNode,
    type ConnectionsProperties,
} from "../editor/connections-dialog";
import { listenForCreated, stopListeningForCreated } from "../editor/created-notice";
import { parameterReasons } from "../editor/parameter-reasons";
import { type ValidatorOptions } from "../editor/red";
import { connectionsText } from "../editor/thingpark-catalog";
import { savedVersion, validator } from "../editor/validators";
import { checkChoice } from "../lib/choices";
import { passed, type Checked } from "../lib/problem";
import { CONNECTIONS } from "../lib/saved-nodes";
import {
    checkConnectionName,
    ID_TYPES,
    IF_EXISTS,
    OPERATIONS,
} from "../lib/thingpark-api/connections-settings";
import { isVariable } from "../lib/variable";

RED.nodes.registerType<ConnectionsProperties>("wmw-connections", {
    category: "WMW",
    color: "#8FBFC2",
    icon: "wmw-connections.svg",
    inputs: 1,
    outputs: 1,
    defaults: {
        version: { value: 1, label: connectionsText("label.version"), validate: savedVersion(CONNECTIONS) },
        name: { value: "" },
        api: {
            value: "",
            type: "wmw-thingpark-api",
            required: true,
            label: connectionsText("label.api"),
        },
        connection: {
            value: "",
            type: "wmw-config",
            label: connectionsText("label.connection"),
            validate: wantedConnection,
        },
        operation: {
            value: "create",
            label: connectionsText("label.operation"),
            validate: validator(
                (value) => checkChoice("operation", value, OPERATIONS),
                CONNECTIONS.defaults.operation,
            ),
        },
        connectionId: { value: "connectionId", label: connectionsText("label.connectionId") },
        connectionIdType: {
            value: "msg",
            label: connectionsText("label.connectionIdType"),
            validate: validator(
                (value) => checkChoice("connectionIdType", value, ID_TYPES),
                CONNECTIONS.defaults.connectionIdType,
            ),
        },
        connectionName: {
            value: "Actility To WMW",
            label: connectionsText("label.connectionName"),
            validate: validator(
                (value, node) => whereWritten(node, value, checkConnectionName),
                CONNECTIONS.defaults.connectionName,
            ),
        },
        ifExists: {
            value: "fail",
            label: connectionsText("label.ifExists"),
            validate: validator(
                (value) => checkChoice("ifExists", value, IF_EXISTS),
                CONNECTIONS.defaults.ifExists,
            ),
        },
        parameters: {
            value: '{"connectionTimeout":60000,"actionTimeout":60000}',
            label: connectionsText("label.parameters"),
            validate: validParameters,
        },
        waitUntilOpened: { value: false, label: connectionsText("label.waitUntilOpened") },
    },
    paletteLabel: typeLabel,
    label() {
        return this.name || typeLabel();
    },
    labelStyle() {
        return this.name ? "node_label_italic" : "";
    },
    inputLabels() {
        return connectionsText("port.input");
    },
    outputLabels() {
        return connectionsText("port.output");
    },
    oneditprepare() {
        openConnectionsDialog(this);
    },
    oneditsave() {
        this.version = 1;
        closeConnectionsDialog();
    },
    oneditcancel: closeConnectionsDialog,
    oneditdelete: closeConnectionsDialog,
    onpaletteadd: listenForCreated,
    onpaletteremove: stopListeningForCreated,
});

function typeLabel(): string {
    return connectionsText("type");
}

/** What goes into a body counts only where one is sent. */
function whereWritten(
    node: ConnectionsNode,
    value: unknown,
    check: (value: unknown) => Checked<unknown>,
): Checked<unknown> {
    return writes(node) ? check(value) : passed(value);
}

/** Each parameter is named by its path: the label of the field says too little. */
function validParameters(this: ConnectionsNode, value: unknown, options?: ValidatorOptions): true | string {
    const reasons = writes(this) ? parameterReasons(value) : "";
    return reasons === "" || labelled(options?.label ?? "", reasons);
}

/** A WMW connection is needed only where one is created or updated. */
function wantedConnection(this: ConnectionsNode, value: unknown, options?: ValidatorOptions): true | string {
    if (!writes(this) || isVariable(value)) return true;
    const isThere = typeof value === "string" && value !== "" && Boolean(RED.nodes.node(value));
    return isThere || labelled(options?.label ?? "", connectionsText("connection-missing"));
}
