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
    ["unknown fields", { Confirmed: "1", NewField: [] }, 1, "9e1c4852"],
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

    it("shows no payload and no key whole in its problems", () => {
        const problems = JSON.stringify(check({ payload_hex: "x".repeat(1_000), AS_KEY: "s3cret" }));
        problems.length.should.be.below(300);
        problems.should.not.containEql("s3cret");
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
