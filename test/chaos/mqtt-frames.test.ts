import should from "should";
import { generate } from "mqtt-packet";
import { MqttFrames } from "./mqtt-frames";

/** A PUBLISH packet with a payload of so many bytes. */
function publish(bytes: number): Buffer {
    return generate({
        cmd: "publish",
        topic: "t",
        payload: Buffer.alloc(bytes, "x"),
        qos: 1,
        messageId: 1,
        dup: false,
        retain: false,
    });
}

const PING = generate({ cmd: "pingreq" });

function shouldBe(found: readonly Buffer[], packets: readonly Buffer[]): void {
    should(found.map(({ length }) => length)).deepEqual(packets.map(({ length }) => length));
    Buffer.concat(found).equals(Buffer.concat(packets)).should.be.true();
}

describe("the frames of an MQTT stream", () => {
    for (const bytes of [0, 100, 200, 20_000, 3_000_000]) {
        it(`finds packets around one with a payload of ${bytes} bytes`, () => {
            const packets = [PING, publish(bytes), PING];
            shouldBe(new MqttFrames().push(Buffer.concat(packets)), packets);
        });
    }

    it("finds packets wherever the stream is torn", () => {
        const packets = [publish(200), PING, publish(3)];
        const stream = Buffer.concat(packets);
        for (let at = 0; at <= stream.length; at += 1) {
            const frames = new MqttFrames();
            shouldBe([...frames.push(stream.subarray(0, at)), ...frames.push(stream.subarray(at))], packets);
        }
    });

    it("finds packets that come byte by byte", () => {
        const packets = [publish(200), PING];
        const frames = new MqttFrames();
        const found = [...Buffer.concat(packets)].flatMap((byte) => frames.push(Buffer.of(byte)));
        shouldBe(found, packets);
    });

    it("throws where the length of a packet never ends", () => {
        (() => new MqttFrames().push(Buffer.of(0x30, 0x80, 0x80, 0x80, 0x80))).should.throw(
            /more than four bytes/,
        );
    });
});
