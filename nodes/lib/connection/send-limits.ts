import { type ConnectionSettings } from "../connection-settings";
import { MOST_DOCUMENT_BYTES } from "../outbox/gate";
import { type SendLimits } from "../outbox/publish";
import { type BrokerLimits } from "./broker-link";

/** Bytes of a PUBLISH packet besides topic and payload: header, topic length, packet id, properties. */
const PUBLISH_OVERHEAD = 16;

/**
 * What may be sent to a broker with these limits: no more documents at a time than the user wants and than its Receive
 * Maximum, none that makes a packet larger than its Maximum Packet Size (MQTT 5, sections 3.2.2.3.3 and 3.2.2.3.6).
 */
export function sendLimitsOf(
    { receiveMaximum, maximumPacketSize }: BrokerLimits,
    { inFlight, endpoint }: Pick<ConnectionSettings, "inFlight" | "endpoint">,
): SendLimits {
    return {
        window: Math.min(inFlight, receiveMaximum ?? inFlight),
        documentBytes:
            maximumPacketSize === undefined
                ? MOST_DOCUMENT_BYTES
                : maximumPacketSize - PUBLISH_OVERHEAD - Buffer.byteLength(endpoint.uplinkTopic),
    };
}
