import {
    checkLogin,
    readConnectionSettings,
    type ConnectionSettings,
    type Login,
} from "../connection-settings";
import { brokerOf } from "../endpoint";
import { migrate, type SavedNode } from "../migrations";
import { combined, failed, passed, type Checked } from "../problem";
import { type Region } from "../regions";
import { CONFIG } from "../saved-nodes";
import { withoutSecrets } from "../secrets-in-problems";
import { isVariable } from "../variable";

/** What stands in the dialog of a connection. */
export interface ConnectionForm {
    readonly fields: SavedNode;
    readonly username: string;
    /** Absent: the stored one is meant, which the editor never gets. */
    readonly password?: string;
}

/** The same connection as it is deployed: as it was written, and with the variables replaced. */
export interface DeployedConnection {
    readonly fields: InForce;
    /** Username and password. */
    readonly credentials: InForce;
}

interface InForce {
    readonly written: SavedNode;
    readonly inForce: SavedNode;
}

/**
 * The settings that a form stands for, or every problem that they have. A variable stands for what it is in the
 * deployed connection, and only where that has it in the same field. A stored password, and a variable in the
 * login, are for the deployed destination alone: where host, port, username or TLS settings are others, the login
 * has to be typed again. No problem shows a login, whether typed or stored.
 */
export function settingsOfForm(
    form: ConnectionForm,
    deployed: DeployedConnection | undefined,
    regions: readonly Region[],
): Checked<ConnectionSettings> {
    const replaced = replaceVariables(form.fields, deployed?.fields);
    if (!replaced.ok) return replaced;
    const settings = settingsOf(form, replaced.value, deployed, regions);
    const { username, password } = form;
    return withoutSecrets(
        settings,
        replaced.value,
        { username, password },
        { ...deployed?.credentials.inForce },
    );
}

function settingsOf(
    form: ConnectionForm,
    replaced: SavedNode,
    deployed: DeployedConnection | undefined,
    regions: readonly Region[],
): Checked<ConnectionSettings> {
    const fields = migrate(replaced, CONFIG);
    if (!fields.ok) return fields;
    const settings = readConnectionSettings(fields.value, {}, regions);
    if (!settings.ok) return settings;
    const isSamePlace =
        deployed !== undefined &&
        destinationOf(fields.value, regions) === deployedDestination(deployed, regions);
    const login = loginOf(form, isSamePlace ? deployed : undefined);
    return login.ok ? passed({ ...settings.value, login: login.value }) : login;
}

function replaceVariables(fields: SavedNode, deployed: InForce | undefined): Checked<SavedNode> {
    const checks = Object.fromEntries(
        Object.entries(fields).map(([path, value]) => [path, replaceVariable(path, value, deployed)]),
    );
    return combined<Record<string, unknown>>(checks);
}

function replaceVariable(path: string, value: unknown, deployed: InForce | undefined): Checked<unknown> {
    if (!isVariable(value)) return passed(value);
    if (deployed?.written[path] !== value) {
        const message = `expected ${path === "password" ? "the variable" : value} to be deployed in this field`;
        return failed(path, "variable-not-deployed", message);
    }
    const replacement = deployed.inForce[path];
    if (!isVariable(replacement)) return passed(replacement);
    return failed(path, "variable-not-set", "expected the environment variable to be set");
}

/** @param deployed only where the login goes to where it is deployed to go */
function loginOf(
    { username, password }: ConnectionForm,
    deployed: DeployedConnection | undefined,
): Checked<Login> {
    const name = replaceVariable("username", username, deployed?.credentials);
    if (!name.ok) return name;
    const stored = deployed?.credentials.inForce;
    const isSameUser = stored !== undefined && name.value === (stored.username ?? "");
    const secret =
        password === undefined
            ? storedPassword(isSameUser ? stored : undefined)
            : replaceVariable("password", password, isSameUser ? deployed?.credentials : undefined);
    return secret.ok ? checkLogin(name.value, secret.value) : secret;
}

function storedPassword(stored: SavedNode | undefined): Checked<unknown> {
    if (!stored) {
        const message =
            "expected the password to be typed again: host, port, username or TLS settings are not those that are deployed";
        return failed("password", "password-again", message);
    }
    return passed(stored.password);
}

/** Host, port and TLS settings, to be compared; undefined where there is none. */
function destinationOf(fields: SavedNode, regions: readonly Region[]): string | undefined {
    const broker = brokerOf(fields.region, fields.customHostname, regions);
    return broker.ok ? JSON.stringify([broker.value.host, broker.value.port, fields.tls ?? ""]) : undefined;
}

function deployedDestination({ fields }: DeployedConnection, regions: readonly Region[]): string | undefined {
    const migrated = migrate(fields.inForce, CONFIG);
    return migrated.ok ? destinationOf(migrated.value, regions) : undefined;
}
