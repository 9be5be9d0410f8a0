import { passed, type Checked } from "../../problem";
import { type Command } from "../check-command";
import { type ChirpStackAddress } from "../command-format";
import { isUuid } from "../correlation-id";
import { checkForServer, contentOf, isSet, notExpressible, type ServerMessage } from "../server-command";

/**
 * A command as ChirpStack v4 takes it by MQTT (`DownlinkCommand` of its integration API), or every reason why it
 * cannot: by MQTT, ChirpStack empties no queue. Its items have a UUID, so that only a CorrelationID of that form
 * becomes one.
 */
export function chirpStackCommand(
    command: Command,
    { application }: ChirpStackAddress,
): Checked<ServerMessage> {
    const { payload, Confirmed, FlushDownlinkQueue, CorrelationID } = contentOf(command);
    const problems = checkForServer(command, "ChirpStack");
    if (isSet(FlushDownlinkQueue)) {
        problems.push(
            notExpressible(
                "FlushDownlinkQueue",
                "expected 0, since ChirpStack empties no queue by MQTT, got 1",
            ),
        );
    }
    if (problems.length > 0) return { ok: false, problems };
    const devEui = command.devEUI.toLowerCase();
    return passed({
        topic: `application/${application}/device/${devEui}/command/down`,
        payload: {
            ...(isUuid(CorrelationID) ? { id: CorrelationID } : {}),
            devEui,
            confirmed: isSet(Confirmed),
            fPort: command.fPort,
            ...(command.bytes ? { data: command.bytes.toString("base64") } : { object: payload }),
        },
    });
}
