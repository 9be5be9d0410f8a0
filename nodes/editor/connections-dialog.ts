import { CONNECTIONS } from "../lib/saved-nodes";
import { isWriting } from "../lib/thingpark-api/connections-settings";
import { isVariable } from "../lib/variable";
import { ConnectionPicker } from "./connection-picker";
import { explainChoice } from "./explain-choice";
import { nodeField, nodeHint } from "./node-field";
import { parameterReasons } from "./parameter-reasons";
import { type EditorNode } from "./red";
import { showSavedFields } from "./saved-fields";
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

/** The rows of the dialog that only some operations need, by their classes. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
    "wmw-for-id": ["update", "delete", "get"],
    "wmw-for-body": ["create", "update"],
    "wmw-for-create": ["create"],
};

/** The node whose dialog is open: its validators look at the fields rather than at what was saved. */
let edited: ConnectionsNode | undefined;

/** Brings the dialog of a `wmw-connections` to life. */
export function openConnectionsDialog(node: ConnectionsNode): void {
    edited = node;
    showSavedFields(node, CONNECTIONS, nodeField);
    const id = nodeField("connectionId");
    id.typedInput({
        types: ["msg", "str", "flow", "global", "env", "jsonata"],
        typeField: "#node-input-connectionIdType",
    });
    openParameters();
    for (const name of ["connectionId", "parameters"]) nameTypedInput(name);
    for (const name of ["operation", "ifExists"]) {
        explainChoice(nodeField(name), nodeHint(name), (choice) => connectionsText(`hint.${name}.${choice}`));
    }
    const picker = new ConnectionPicker(dialog(), {
        apiId: () => String(nodeField("api").val()),
        pick: (picked) => {
            id.typedInput("type", "str");
            id.typedInput("value", picked);
        },
    });
    picker.attach();
    const update = (): void => {
        picker.hide();
        showRows(operationOf(node));
    };
    nodeField("operation").on("change", update);
    // What was offered are the connections of another API.
    nodeField("api").on("change", () => {
        picker.hide();
    });
    update();
}

/** Node-RED marks a typed input as wrong without saying why: the sentence below it does. */
function openParameters(): void {
    const parameters = nodeField("parameters");
    parameters.typedInput({ default: "json", types: ["json"] });
    const explain = (): void => {
        nodeHint("parameters").text(parameterReasons(parameters.val()) || connectionsText("hint.parameters"));
    };
    parameters.on("change", explain);
    explain();
}

/** Node-RED hides the field that the label belongs to, and shows one of its own, which has no name. */
function nameTypedInput(name: string): void {
    const shown = nodeField(name).next(".red-ui-typedInput-container").find(".red-ui-typedInput-input");
    shown.attr({ "aria-label": connectionsText(`label.${name}`), "aria-describedby": `wmw-hint-${name}` });
}

/** To be called when the dialog was saved, cancelled, or its node deleted. */
export function closeConnectionsDialog(): void {
    edited = undefined;
}

/** Whether a node writes a connection, and so needs what goes into its body: as chosen while its dialog is open. */
export function writes(node: ConnectionsNode): boolean {
    return isWriting(operationOf(node));
}

function operationOf(node: ConnectionsNode): unknown {
    const operation: unknown = edited === node ? nodeField("operation").val() : node.operation;
    // It is absent where the node was written by hand.
    return operation === undefined ? CONNECTIONS.defaults.operation : operation;
}

/** What a variable holds is known at run time only: then all rows are shown. */
function showRows(operation: unknown): void {
    for (const [row, operations] of Object.entries(ROWS)) {
        const isNeeded = isVariable(operation) || operations.includes(String(operation));
        dialog().find(`.${row}`).toggle(isNeeded);
    }
}

function dialog(): JQuery {
    return $("#wmw-connections-dialog");
}
