import { type IConnackPacket, type Packet } from "mqtt-packet";
import { type PacketOf, type Script } from "./broker-peer";

type ConnackProperties = NonNullable<IConnackPacket["properties"]>;

/** The answer to CONNECT: a return code of MQTT 3.1.1 or a reason code of MQTT 5; the properties are MQTT 5's. */
export function connack(code = 0, properties: ConnackProperties = {}): Packet {
    return { cmd: "connack", sessionPresent: false, returnCode: code, reasonCode: code, properties };
}

/** The answer to a document; reason codes are MQTT 5's. */
export function puback({ messageId = 0 }: PacketOf<"publish">, reasonCode = 0): Packet {
    return { cmd: "puback", messageId, reasonCode };
}

/** The answer to a subscription: for each topic the granted QoS, or from 0x80 on a refusal. */
export function suback({ messageId = 0 }: PacketOf<"subscribe">, ...granted: number[]): Packet {
    return { cmd: "suback", messageId, granted };
}

/** The broker's last word, which is MQTT 5's. */
export function disconnect(reasonCode: number): Packet {
    return { cmd: "disconnect", reasonCode };
}

/** A message of QoS 1, or of QoS 0 where it has no id. */
export function message(topic: string, payload: string, messageId?: number): Packet {
    const rest = { topic, payload, dup: false, retain: false };
    if (messageId === undefined) return { cmd: "publish", qos: 0, ...rest };
    return { cmd: "publish", qos: 1, messageId, ...rest };
}

/** A broker that lets everybody in and agrees to everything. */
export const obliging: Script = (packet, peer) => {
    switch (packet.cmd) {
        case "connect":
            peer.send(connack());
            return;
        case "publish":
            if (packet.qos > 0) peer.send(puback(packet));
            return;
        case "subscribe":
            peer.send(suback(packet, ...packet.subscriptions.map(({ qos }) => qos)));
            return;
        case "unsubscribe":
            peer.send({
                cmd: "unsuback",
                messageId: packet.messageId ?? 0,
                granted: packet.unsubscriptions.map(() => 0),
            });
            return;
        case "pingreq":
            peer.send({ cmd: "pingresp" });
            return;
        default:
    }
};

/** The same, but for packets of these kinds: they are left to the test, or to nobody. */
export function obligingBut(...silentOn: Packet["cmd"][]): Script {
    return (packet, peer) => {
        if (!silentOn.includes(packet.cmd)) obliging(packet, peer);
    };
}
