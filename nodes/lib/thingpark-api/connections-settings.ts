import { isAbsent } from "../absent";
import { checkChoice, checkSwitch } from "../choices";
import { migrate, type SavedNode } from "../migrations";
import { combined, failed, passed, shown, type Checked } from "../problem";
import { CONNECTIONS } from "../saved-nodes";
import { isVariable, variableNotSet } from "../variable";
import { CONNECTION_RULES } from "./parameter-rules";
import { readParameters, type Parameters } from "./parameters";

export const OPERATIONS = ["create", "update", "delete", "get", "list"] as const;
export const IF_EXISTS = ["fail", "update", "skip"] as const;

/** Node-RED's names of what an id may be typed in as. */
export const ID_TYPES = ["msg", "str", "flow", "global", "env", "jsonata"] as const;

export type Operation = (typeof OPERATIONS)[number];

/** Whether an operation sends a body, and so needs what goes into it. */
export function isWriting(operation: unknown): operation is "create" | "update" {
    return operation === "create" || operation === "update";
}

/** What a create does where there is a connection of that name already. */
export type IfExists = (typeof IF_EXISTS)[number];

/** Where the id of a connection comes from: a value, and what it stands for. */
export interface IdSource {
    readonly value: string;
    readonly type: string;
}

/** What a `wmw-connections` does with its input. */
export interface ConnectionsSettings {
    readonly operation: Operation;
    readonly idSource: IdSource;
    readonly connectionName: string;
    readonly ifExists: IfExists;
    readonly parameters: Parameters;
    readonly waitUntilOpened: boolean;
}

/** The settings of a saved `wmw-connections`, or every problem that they have. */
export function readConnectionsSettings(saved: SavedNode): Checked<ConnectionsSettings> {
    const node = migrate(saved, CONNECTIONS);
    if (!node.ok) return node;
    const { operation, connectionName, ifExists, parameters, waitUntilOpened } = node.value;
    return combined<ConnectionsSettings>({
        operation: checkChoice("operation", operation, OPERATIONS),
        idSource: checkIdSource(node.value),
        connectionName: checkConnectionName(connectionName),
        ifExists: checkChoice("ifExists", ifExists, IF_EXISTS),
        parameters: isVariable(parameters)
            ? variableNotSet("parameters", parameters)
            : readParameters(parameters),
        waitUntilOpened: checkSwitch("waitUntilOpened", waitUntilOpened),
    });
}

/** The name of a connection, for people to read. */
export function checkConnectionName(value: unknown): Checked<string> {
    if (isVariable(value)) return variableNotSet("connectionName", value);
    const rule = CONNECTION_RULES.name;
    if (typeof value === "string" && rule.accepts(value)) return passed(value);
    const message = `expected ${rule.expected}, got ${shown(value)}`;
    return failed("connectionName", "connection-name-invalid", message);
}

/** The id of a connection, as text; ThingPark's are numbers. */
export function checkConnectionId(value: unknown): Checked<string> {
    const id = typeof value === "number" ? String(value) : value;
    if (isAbsent(id)) {
        return failed(
            "connectionId",
            "connection-id-missing",
            "expected the id of a connection, got nothing",
        );
    }
    if (typeof id === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(id)) return passed(id);
    const message = `expected the id of a connection, such as "1114", got ${shown(value)}`;
    return failed("connectionId", "connection-id-invalid", message);
}

function checkIdSource({ connectionId, connectionIdType }: SavedNode): Checked<IdSource> {
    const type = checkChoice("connectionIdType", connectionIdType, ID_TYPES);
    if (!type.ok) return type;
    return passed({ value: typeof connectionId === "string" ? connectionId : "", type: type.value });
}
