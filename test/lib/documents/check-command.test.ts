import { inspect } from "node:util";
import should from "should";
import { checkCommand, devEuiOfCommand } from "../../../nodes/lib/documents/check-command";
import { problemsOf, valueOf } from "../support/checked";

const SOUND = { DevEUI: "0018b20000000b20", FPort: 1, payload_hex: "9e1C4852" };

function check(changes: object) {
    return checkCommand({ DevEUI_downlink: { ...SOUND, ...changes } });
}

const WITHOUT_HEX = { payload_hex: undefined };

const accepted: [title: string, changes: object, fPort: number | undefined, hex: string | undefined][] = [
    ["a number as FPort", {}, 1, "9e1c4852"],
    ["text as FPort", { FPort: "224" }, 224, "9e1c4852"],
    ["no FPort", { FPort: undefined }, undefined, "9e1c4852"],
    ["an empty FPort, which means none", { FPort: "" }, undefined, "9e1c4852"],
    ["null as FPort, which means none", { FPort: null }, undefined, "9e1c4852"],
    ["an object for ThingPark's encoder", { ...WITHOUT_HEX, payload: { on: 1 } }, 1, undefined],
    ["an empty payload_hex beside an object", { payload_hex: "", payload: {} }, 1, undefined],
    ["an empty payload beside payload_hex", { payload: "" }, 1, "9e1c4852"],
    ["unknown fields", { NewField: [] }, 1, "9e1c4852"],
];

const refused: [title: string, changes: object, problems: string[]][] = [
    ["no DevEUI", { DevEUI: undefined }, ["DevEUI_downlink.DevEUI dev-eui-invalid"]],
    ["a short DevEUI", { DevEUI: "18B2" }, ["DevEUI_downlink.DevEUI dev-eui-invalid"]],
    ["a number as DevEUI", { DevEUI: 1234567890123456 }, ["DevEUI_downlink.DevEUI dev-eui-invalid"]],
    ["FPort 0", { FPort: 0 }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["FPort 225", { FPort: "225" }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["half an FPort", { FPort: 1.5 }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["an FPort in another notation", { FPort: "1e1" }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["a blank before the FPort", { FPort: " 8" }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["a word as FPort", { FPort: "one" }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["true as FPort", { FPort: true }, ["DevEUI_downlink.FPort f-port-invalid"]],
    ["payload_hex and payload", { payload: {} }, ["DevEUI_downlink payload-ambiguous"]],
    ["neither payload_hex nor payload", WITHOUT_HEX, ["DevEUI_downlink payload-ambiguous"]],
    ["an odd number of digits", { payload_hex: "123" }, ["DevEUI_downlink.payload_hex payload-hex-invalid"]],
    ["what is no digit", { payload_hex: "0g" }, ["DevEUI_downlink.payload_hex payload-hex-invalid"]],
    ["a line break behind it", { payload_hex: "00\n" }, ["DevEUI_downlink.payload_hex payload-hex-invalid"]],
    ["a number as payload_hex", { payload_hex: 12 }, ["DevEUI_downlink.payload_hex payload-hex-invalid"]],
    ["a text as payload", { ...WITHOUT_HEX, payload: "on" }, ["DevEUI_downlink.payload not-an-object"]],
    [
        "every broken field at once",
        { DevEUI: "", FPort: 300, payload_hex: "x" },
        [
            "DevEUI_downlink.DevEUI dev-eui-invalid",
            "DevEUI_downlink.FPort f-port-invalid",
            "DevEUI_downlink.payload_hex payload-hex-invalid",
        ],
    ],
];

const KEY = "0123456789abcdef0123456789abcdef";
const UUID = "5f3e4d2c-0000-1111-2222-333344445555";

const optionalFields: [field: string, code: string, sound: unknown[], broken: unknown[]][] = [
    ["Confirmed", "flag-invalid", [0, 1, "0", "1"], [2, "2", -1, true, "yes", {}]],
    ["FlushDownlinkQueue", "flag-invalid", [0, 1, "0", "1"], [2, "true", []]],
    ["RetryIneligibleGateways", "flag-invalid", [0, 1, "0", "1"], [2, false]],
    [
        "ValidityTime",
        "validity-time-invalid",
        ["2019-07-10T16:38:46.882+02:00", "2019-07-10T16:38:46Z", 0, 60, "3600", 4294967295],
        ["tomorrow", "2019-07-10", -1, 1.5, 4294967296, "1m", {}],
    ],
    ["FCntDn", "counter-invalid", [0, 4294967295, "12"], [-1, 4294967296, "x", {}]],
    ["AFCntDn", "counter-invalid", [0, "12"], ["-1", []]],
    ["AS_ID", "text-invalid", ["TWA_199983788.1972.AS"], [1, {}]],
    ["AS_KEY", "text-invalid", [KEY], [1, {}]],
    ["Token", "token-invalid", ["aB".repeat(32)], ["ab", "x".repeat(64), 1, {}]],
    [
        "CorrelationID",
        "correlation-id-invalid",
        ["4434704901C7450B", "aa", UUID],
        ["4434704901C7450B0", "c-1", `${UUID}0`, 1, {}],
    ],
    [
        "Time",
        "time-invalid",
        ["2019-07-10T15:38:46.882+02:00", "2019-07-10T15:38:46"],
        ["yesterday", 1562765926882, "2019-07-10", {}],
    ],
    ["DriverCfg", "not-an-object", [{ app: {} }], ["x", []]],
];

describe("the check of a command", () => {
    for (const [title, changes, fPort, hex] of accepted) {
        it(`takes ${title}`, () => {
            const command = valueOf(check(changes));
            should(command.fPort).equal(fPort);
            should(command.bytes?.toString("hex")).equal(hex);
        });
    }

    for (const [title, changes, problems] of refused) {
        it(`refuses ${title}`, () => problemsOf(check(changes)).should.deepEqual(problems));
    }

    for (const [field, code, sound, broken] of optionalFields) {
        it(`takes ${sound.map((value) => JSON.stringify(value)).join(", ")} as ${field}`, () => {
            for (const value of [...sound, "", null]) problemsOf(check({ [field]: value })).should.be.empty();
        });

        it(`refuses ${broken.map((value) => JSON.stringify(value)).join(", ")} as ${field}`, () => {
            for (const value of broken) {
                problemsOf(check({ [field]: value })).should.deepEqual([`DevEUI_downlink.${field} ${code}`]);
            }
        });
    }

    for (const content of [null, [], "x", undefined]) {
        it(`refuses ${inspect(content)} as content`, () => {
            problemsOf(checkCommand({ DevEUI_downlink: content })).should.deepEqual([
                "DevEUI_downlink not-an-object",
            ]);
        });
    }

    it("gives the DevEUI in upper case, and the document as it came", () => {
        const document = { DevEUI_downlink: SOUND, downlinkUrl: "x" };
        const command = valueOf(checkCommand(document));
        command.devEUI.should.equal("0018B20000000B20");
        should(command.document).equal(document);
        document.DevEUI_downlink.DevEUI.should.equal("0018b20000000b20");
    });

    it("bears a payload of megabytes", () => {
        should(valueOf(check({ payload_hex: "ab".repeat(8_000_000) })).bytes?.length).equal(8_000_000);
    });

    it("shows no payload whole in its problems", () => {
        JSON.stringify(check({ payload_hex: "x".repeat(1_000) })).length.should.be.below(300);
    });

    it("shows no key and no token in its problems", () => {
        const checked = check({ FPort: 0, AS_ID: "TWA", AS_KEY: 123456789, Token: "s3cret" });
        problemsOf(checked).should.have.length(3);
        JSON.stringify(checked).should.not.match(/123456789|s3cret/);
    });
});

describe("the DevEUI of a command", () => {
    it("is found in a command that is broken otherwise", () => {
        should(devEuiOfCommand({ DevEUI_downlink: { DevEUI: "0018b20000000b20", FPort: 0 } })).equal(
            "0018B20000000B20",
        );
    });

    for (const content of [null, {}, { DevEUI: "18B2" }, "0018B20000000B20"]) {
        it(`is not found in ${JSON.stringify(content)}`, () => {
            should(devEuiOfCommand({ DevEUI_downlink: content })).be.undefined();
        });
    }
});
