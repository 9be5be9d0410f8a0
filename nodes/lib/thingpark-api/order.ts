import { checkChoice } from "../choices";
import { isJsonObject } from "../documents/json-object";
import { combined, passed, type Checked } from "../problem";
import { connectionBody, type ConnectionBody, type WmwSide } from "./connection-body";
import {
    checkConnectionId,
    OPERATIONS,
    type ConnectionsSettings,
    type IfExists,
} from "./connections-settings";
import { checkParameters, type Parameters } from "./parameters";

/** What is wanted of the platform, checked. */
export type Order =
    | ({ readonly operation: "create"; readonly ifExists: IfExists } & Writing)
    | ({ readonly operation: "update"; readonly id: string } & Writing)
    | { readonly operation: "delete" | "get"; readonly id: string }
    | { readonly operation: "list" };

/** What a create and an update have in common. */
export interface Writing {
    readonly body: ConnectionBody;
    readonly waitUntilOpened: boolean;
}

/** What a message says. */
export interface OrderInput {
    /** Takes the place of the node's, where it is there. */
    readonly operation: unknown;
    /** Or why it could not be read, which counts only where an id is needed. */
    readonly connectionId: Checked<unknown>;
    /** Where it is an object its fields take the place of the node's parameters. */
    readonly payload: unknown;
}

/**
 * The order that a message gives to a node, or every problem that it has.
 *
 * @param wmw what the chosen WMW connection gives; it is needed for a create and an update only
 */
export function readOrder(
    settings: ConnectionsSettings,
    input: OrderInput,
    wmw: Checked<WmwSide>,
): Checked<Order> {
    const operation = checkChoice("operation", input.operation ?? settings.operation, OPERATIONS);
    if (!operation.ok) return operation;
    switch (operation.value) {
        case "create": {
            const writing = readWriting(settings, input.payload, wmw);
            if (!writing.ok) return writing;
            return passed({ operation: "create", ifExists: settings.ifExists, ...writing.value });
        }
        case "update": {
            const order = combined<{ id: string; writing: Writing }>({
                id: idIn(input),
                writing: readWriting(settings, input.payload, wmw),
            });
            if (!order.ok) return order;
            return passed({ operation: "update", id: order.value.id, ...order.value.writing });
        }
        case "delete":
        case "get": {
            const id = idIn(input);
            return id.ok ? passed({ operation: operation.value, id: id.value }) : id;
        }
        case "list":
            return passed({ operation: "list" });
        default:
            return operation.value satisfies never;
    }
}

function idIn({ connectionId }: OrderInput): Checked<string> {
    return connectionId.ok ? checkConnectionId(connectionId.value) : connectionId;
}

function readWriting(
    { connectionName, parameters, waitUntilOpened }: ConnectionsSettings,
    payload: unknown,
    wmw: Checked<WmwSide>,
): Checked<Writing> {
    const parts = combined<{ wmw: WmwSide; overrides: Parameters }>({ wmw, overrides: overridesIn(payload) });
    if (!parts.ok) return parts;
    const body = connectionBody(parts.value.wmw, {
        name: connectionName,
        parameters: { ...parameters, ...parts.value.overrides },
    });
    return body.ok ? passed({ body: body.value, waitUntilOpened }) : body;
}

/** What is no object, such as the time that an inject node sends, has nothing to say. */
function overridesIn(payload: unknown): Checked<Parameters> {
    if (!isJsonObject(payload) || Buffer.isBuffer(payload)) return passed({});
    return checkParameters(payload, "payload");
}
