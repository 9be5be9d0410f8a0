import should from "should";
import { sendLimitsOf } from "../../../nodes/lib/connection/send-limits";
import { MOST_DOCUMENT_BYTES } from "../../../nodes/lib/outbox/gate";

const SETTINGS = {
    inFlight: 20,
    endpoint: {
        host: "127.0.0.1",
        port: 8883,
        url: "mqtts://127.0.0.1:8883",
        enterpriseId: "1234",
        uplinkTopic: "uplink_1234",
        downlinkTopic: "downlink_1234",
    },
};

describe("what may be sent to a broker", () => {
    it("is what the user wants where the broker names no limits", () => {
        const limits = { receiveMaximum: undefined, maximumPacketSize: undefined };
        should(sendLimitsOf(limits, SETTINGS)).eql({ window: 20, documentBytes: MOST_DOCUMENT_BYTES });
    });

    for (const [receiveMaximum, window] of [
        [1, 1],
        [19, 19],
        [65_535, 20],
    ] as const) {
        it(`is ${window} at a time, of the user's 20, with a receive maximum of ${receiveMaximum}`, () => {
            const limits = { receiveMaximum, maximumPacketSize: undefined };
            should(sendLimitsOf(limits, SETTINGS).window).equal(window);
        });
    }

    it("is as much as leaves room in a packet for its topic and 16 bytes more", () => {
        const limits = { receiveMaximum: undefined, maximumPacketSize: 1_000 };
        should(sendLimitsOf(limits, SETTINGS).documentBytes).equal(1_000 - 16 - "uplink_1234".length);
    });
});
