import { type Problem } from "../problem";
import { isAbsent } from "../absent";
import { type Command } from "./check-command";
import { objectIn } from "./event-fields";
import { type JsonObject } from "./json-object";
import { COMMAND_ROOT_KEY } from "./kinds";
import { wholeNumber } from "./whole-number";

/** A message for the MQTT broker of a network server. */
export interface ServerMessage {
    readonly topic: string;
    readonly payload: JsonObject;
}

/** What stands under the root key of a command. */
export function contentOf({ document }: Command): JsonObject {
    return objectIn(document[COMMAND_ROOT_KEY]);
}

/** Whether a 0/1 field of a command is 1. */
export function isSet(flag: unknown): boolean {
    return wholeNumber(flag) === 1;
}

/**
 * What keeps a command from being handed to another network server: each needs an FPort, and each encrypts the
 * payload itself. What only ThingPark's LRC understands (AS_ID, Token, DriverCfg, RetryIneligibleGateways), and
 * a ValidityTime that has not passed yet, is left out.
 */
export function checkForServer(command: Command, server: string): Problem[] {
    const problems: Problem[] = [];
    if (command.fPort === undefined) {
        problems.push({
            path: `${COMMAND_ROOT_KEY}.FPort`,
            code: "f-port-invalid",
            message: `expected 1 to 224, which ${server} needs, got nothing`,
        });
    }
    const content = contentOf(command);
    for (const counter of ["FCntDn", "AFCntDn"]) {
        if (isAbsent(content[counter])) continue;
        problems.push(
            notExpressible(
                counter,
                `expected a payload that ${server} encrypts, got one that its sender has encrypted`,
            ),
        );
    }
    return problems;
}

/** A field of a command that the server has no word for. */
export function notExpressible(field: string, message: string): Problem {
    return { path: `${COMMAND_ROOT_KEY}.${field}`, code: "not-expressible", message };
}
