import { ConnectionPicker } from "./connection-picker";
import { type EditorNode } from "./red";
import { connectionsText } from "./thingpark-catalog";

/** What is saved of a `wmw-connections`. */
export interface ConnectionsProperties {
    version: number;
    name: string;
    api: string;
    connection: string;
    operation: string;
    connectionId: string;
    connectionIdType: string;
    connectionName: string;
    ifExists: string;
    parameters: string;
    waitUntilOpened: boolean;
}

export type ConnectionsNode = EditorNode<ConnectionsProperties>;

/** The node whose dialog is open: its validators look at the fields rather than at what was saved. */
let edited: ConnectionsNode | undefined;

/** Brings the dialog of a `wmw-connections` to life. */
export function openConnectionsDialog(node: ConnectionsNode): void {
    edited = node;
    field("connectionId").typedInput({
        types: ["msg", "str", "flow", "global", "env", "jsonata"],
        typeField: "#node-input-connectionIdType",
    });
    field("parameters").typedInput({ default: "json", types: ["json"] });
    const picker = new ConnectionPicker(dialog(), {
        apiId: () => textIn("api"),
        pick: (id) => {
            field("connectionId").typedInput("type", "str");
            field("connectionId").typedInput("value", id);
        },
    });
    picker.attach();
    field("operation").on("change", () => {
        picker.hide();
        update();
    });
    update();
}

/** To be called when the dialog was saved, cancelled, or its node deleted. */
export function closeConnectionsDialog(): void {
    edited = undefined;
}

/** Whether a node writes a connection, and so needs what goes into its body: as chosen while its dialog is open. */
export function writes(node: ConnectionsNode): boolean {
    return ["create", "update"].includes(edited === node ? textIn("operation") : node.operation);
}

function update(): void {
    const operation = textIn("operation");
    const isWrite = operation === "create" || operation === "update";
    dialog().find(".wmw-for-id").toggle(["update", "delete", "get"].includes(operation));
    dialog().find(".wmw-for-body").toggle(isWrite);
    dialog()
        .find(".wmw-for-create")
        .toggle(operation === "create");
    dialog()
        .find("#wmw-connections-hint")
        .text(connectionsText(`hint.${operation}`));
}

function dialog(): JQuery {
    return $("#wmw-connections-dialog");
}

function field(name: string): JQuery {
    return dialog().find(`#node-input-${name}`);
}

function textIn(name: string): string {
    const value = field(name).val();
    return typeof value === "string" ? value : "";
}
