import { passed, type Checked } from "../../problem";
import { isAbsent } from "../../absent";
import { type Command } from "../check-command";
import { type TtsAddress } from "../command-format";
import { checkForServer, contentOf, isSet, type ServerMessage } from "../server-command";

/**
 * A command as The Things Stack v3 takes it by MQTT, or every reason why it cannot: `/down/replace` empties the
 * device's queue before, `/down/push` does not (its documentation, "MQTT Server").
 */
export function ttsCommand(command: Command, { application, deviceId }: TtsAddress): Checked<ServerMessage> {
    const problems = checkForServer(command, "The Things Stack");
    if (problems.length > 0) return { ok: false, problems };
    const { payload, Confirmed, FlushDownlinkQueue, CorrelationID } = contentOf(command);
    const device = deviceId.replaceAll("{devEUI}", command.devEUI.toLowerCase());
    const operation = isSet(FlushDownlinkQueue) ? "replace" : "push";
    return passed({
        topic: `v3/${application}/devices/${device}/down/${operation}`,
        payload: {
            downlinks: [
                {
                    f_port: command.fPort,
                    ...(command.bytes
                        ? { frm_payload: command.bytes.toString("base64") }
                        : { decoded_payload: payload }),
                    confirmed: isSet(Confirmed),
                    priority: "NORMAL",
                    ...(isAbsent(CorrelationID) ? {} : { correlation_ids: [CorrelationID] }),
                },
            ],
        },
    });
}
