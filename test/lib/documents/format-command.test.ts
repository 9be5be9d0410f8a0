import should from "should";
import { checkCommand, type Command } from "../../../nodes/lib/documents/check-command";
import { type CommandFormat } from "../../../nodes/lib/documents/command-format";
import { formatCommand } from "../../../nodes/lib/documents/format-command";
import { command } from "../../support/documents";
import { problemsOf, valueOf } from "../support/checked";

const TOPIC = "downlink_1234";
const UUID = "5f3e4d2c-0000-1111-2222-333344445555";

const TTS: CommandFormat = { server: "tts", application: "app@ttn", deviceId: "eui-{devEUI}" };
const CHIRPSTACK: CommandFormat = { server: "chirpstack", application: "bbea74d6" };

function commandWith(fields: object): Command {
    return valueOf(checkCommand(command("20635F0100000001", fields)));
}

describe("a command for ThingPark", () => {
    it("is the very document, on the topic on which it came", () => {
        const given = commandWith({ AS_KEY: "key" });
        const message = valueOf(formatCommand(given, { server: "thingpark" }, TOPIC));
        message.topic.should.equal(TOPIC);
        should(message.payload).equal(given.document);
    });
});

describe("a command for The Things Stack", () => {
    const cases: [what: string, fields: object, operation: string, downlink: object][] = [
        [
            "that is confirmed",
            {},
            "push",
            { f_port: 8, frm_payload: "nhxIUg==", confirmed: true, priority: "NORMAL" },
        ],
        [
            "that is not",
            { Confirmed: 0, FlushDownlinkQueue: "0" },
            "push",
            { f_port: 8, frm_payload: "nhxIUg==", confirmed: false, priority: "NORMAL" },
        ],
        [
            "that empties the queue",
            { FlushDownlinkQueue: "1", Confirmed: undefined },
            "replace",
            { f_port: 8, frm_payload: "nhxIUg==", confirmed: false, priority: "NORMAL" },
        ],
        [
            "with an object for the server's encoder",
            { payload_hex: undefined, payload: { on: 1 }, DriverCfg: { app: {} } },
            "push",
            { f_port: 8, decoded_payload: { on: 1 }, confirmed: true, priority: "NORMAL" },
        ],
        [
            "with a CorrelationID",
            { CorrelationID: "4434704901C7450B" },
            "push",
            {
                f_port: 8,
                frm_payload: "nhxIUg==",
                confirmed: true,
                priority: "NORMAL",
                correlation_ids: ["4434704901C7450B"],
            },
        ],
        [
            "with what only ThingPark understands",
            {
                AS_ID: "TWA",
                AS_KEY: "key",
                Token: "ab".repeat(32),
                RetryIneligibleGateways: "1",
                ValidityTime: "60",
            },
            "push",
            { f_port: 8, frm_payload: "nhxIUg==", confirmed: true, priority: "NORMAL" },
        ],
    ];

    for (const [what, fields, operation, downlink] of cases) {
        it(`${what} has the topic and the body that it takes`, () => {
            should(valueOf(formatCommand(commandWith(fields), TTS, TOPIC))).deepEqual({
                topic: `v3/app@ttn/devices/eui-20635f0100000001/down/${operation}`,
                payload: { downlinks: [downlink] },
            });
        });
    }

    const ids: [pattern: string, id: string][] = [
        ["eui-{devEUI}", "eui-20635f0100000001"],
        ["{devEUI}", "20635f0100000001"],
        ["a-{devEUI}-{devEUI}", "a-20635f0100000001-20635f0100000001"],
        ["pump-1", "pump-1"],
    ];

    for (const [deviceId, id] of ids) {
        it(`finds the device by its id, of ${deviceId}`, () => {
            const { topic } = valueOf(formatCommand(commandWith({}), { ...TTS, deviceId }, TOPIC));
            topic.should.equal(`v3/app@ttn/devices/${id}/down/push`);
        });
    }
});

describe("a command for ChirpStack", () => {
    const cases: [what: string, fields: object, body: object][] = [
        ["that is confirmed", {}, { confirmed: true, fPort: 8, data: "nhxIUg==" }],
        [
            "that is not",
            { Confirmed: "0", FlushDownlinkQueue: 0 },
            { confirmed: false, fPort: 8, data: "nhxIUg==" },
        ],
        [
            "with an object for the server's codec",
            { payload_hex: "", payload: { on: 1 } },
            { confirmed: true, fPort: 8, object: { on: 1 } },
        ],
        [
            "with a UUID as CorrelationID",
            { CorrelationID: UUID },
            { id: UUID, confirmed: true, fPort: 8, data: "nhxIUg==" },
        ],
        [
            "with another CorrelationID, which its queue cannot hold",
            { CorrelationID: "4434704901C7450B" },
            { confirmed: true, fPort: 8, data: "nhxIUg==" },
        ],
        [
            "with what only ThingPark understands",
            { AS_ID: "TWA", AS_KEY: "key", RetryIneligibleGateways: "1", ValidityTime: "60" },
            { confirmed: true, fPort: 8, data: "nhxIUg==" },
        ],
    ];

    for (const [what, fields, body] of cases) {
        it(`${what} has the topic and the body that it takes`, () => {
            should(valueOf(formatCommand(commandWith(fields), CHIRPSTACK, TOPIC))).deepEqual({
                topic: "application/bbea74d6/device/20635f0100000001/command/down",
                payload: { devEui: "20635f0100000001", ...body },
            });
        });
    }
});

describe("a command that another server cannot carry out", () => {
    const cases: [what: string, fields: object, tts: string[], chirpStack: string[]][] = [
        [
            "without an FPort",
            { FPort: "" },
            ["DevEUI_downlink.FPort f-port-invalid"],
            ["DevEUI_downlink.FPort f-port-invalid"],
        ],
        [
            "encrypted by its sender",
            { FCntDn: 12, AFCntDn: "7" },
            ["DevEUI_downlink.FCntDn not-expressible", "DevEUI_downlink.AFCntDn not-expressible"],
            ["DevEUI_downlink.FCntDn not-expressible", "DevEUI_downlink.AFCntDn not-expressible"],
        ],
        [
            "that empties the queue",
            { FlushDownlinkQueue: 1 },
            [],
            ["DevEUI_downlink.FlushDownlinkQueue not-expressible"],
        ],
        [
            "for every reason at once",
            { FPort: null, FCntDn: 0, FlushDownlinkQueue: "1" },
            ["DevEUI_downlink.FPort f-port-invalid", "DevEUI_downlink.FCntDn not-expressible"],
            [
                "DevEUI_downlink.FPort f-port-invalid",
                "DevEUI_downlink.FCntDn not-expressible",
                "DevEUI_downlink.FlushDownlinkQueue not-expressible",
            ],
        ],
    ];

    for (const [what, fields, tts, chirpStack] of cases) {
        it(`${what} is refused with its reasons`, () => {
            problemsOf(formatCommand(commandWith(fields), TTS, TOPIC)).should.deepEqual(tts);
            problemsOf(formatCommand(commandWith(fields), CHIRPSTACK, TOPIC)).should.deepEqual(chirpStack);
        });
    }
});
