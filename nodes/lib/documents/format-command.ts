import { passed, type Checked } from "../problem";
import { type Command } from "./check-command";
import { chirpStackCommand } from "./chirpstack/chirpstack-command";
import { type CommandFormat } from "./command-format";
import { type ServerMessage } from "./server-command";
import { ttsCommand } from "./tts/tts-command";

/**
 * The message that a command becomes for a network server, or every reason why it cannot. For ThingPark that is
 * the document as it is, on the topic on which it came.
 */
export function formatCommand(
    command: Command,
    format: CommandFormat,
    downlinkTopic: string,
): Checked<ServerMessage> {
    switch (format.server) {
        case "thingpark":
            return passed({ topic: downlinkTopic, payload: command.document });
        case "tts":
            return ttsCommand(command, format);
        case "chirpstack":
            return chirpStackCommand(command, format);
        default:
            return format satisfies never;
    }
}
