import fc from "fast-check";
import should from "should";
import { checkCommand } from "../../../nodes/lib/documents/check-command";
import { checkDocument } from "../../../nodes/lib/documents/check-document";
import { withDefaults } from "../../../nodes/lib/documents/command-defaults";
import { type CommandFormat } from "../../../nodes/lib/documents/command-format";
import { validUntil } from "../../../nodes/lib/documents/command-validity";
import { formatCommand } from "../../../nodes/lib/documents/format-command";
import { isJsonObject, type JsonObject } from "../../../nodes/lib/documents/json-object";
import { readUplinkInput } from "../../../nodes/lib/documents/uplink-input";
import { UPLINK_FORMATS, UPLINK_SOURCES } from "../../../nodes/lib/documents/uplink-reading";
import { DOCUMENT_PROBLEM_CODES } from "../../../nodes/lib/errors";
import { type Checked } from "../../../nodes/lib/problem";
import { soundCommand, soundContent, soundDocument } from "../../support/arbitrary-documents";
import {
    asChirpStackEvent,
    asTtsEvent,
    spokenUplink,
    type SpokenUplink,
} from "../../support/arbitrary-events";
import { arbitraryJson } from "../../support/arbitrary-json";
import { describeProperties, propertyRuns } from "../../support/property-runs";
import { problemsOf, valueOf } from "../support/checked";

const TTS: CommandFormat = { server: "tts", application: "app@ttn", deviceId: "eui-{devEUI}" };
const CHIRPSTACK: CommandFormat = { server: "chirpstack", application: "bbea74d6" };

describeProperties("any sound document", () => {
    it("is sent as it is, whether it comes as an object, as text or as bytes", () => {
        fc.assert(
            fc.property(
                soundDocument,
                fc.constantFrom("auto" as const, "thingpark" as const),
                (document, source) => {
                    const text = JSON.stringify(document);
                    const before = structuredClone(document);
                    const [object, asText, asBytes] = valueOf(
                        readUplinkInput([document, text, Buffer.from(text)], { source, format: "document" }),
                    ).documents;
                    should(document).deepEqual(before);
                    should(object?.payload).equal(text);
                    should(asText?.payload).equal(text);
                    should(asBytes?.payload).deepEqual(Buffer.from(text));
                },
            ),
            propertyRuns(300),
        );
    });

    it("passes without its root key too, where it is an uplink", () => {
        fc.assert(
            fc.property(soundContent("DevEUI_uplink"), (content) => {
                valueOf(checkDocument(content)).kind.should.equal("legacy");
                const metadata = { source: "auto", format: "metadata" } as const;
                const [sent] = valueOf(readUplinkInput({ DevEUI_uplink: content }, metadata)).documents;
                should(sent?.payload).equal(JSON.stringify(content));
            }),
            propertyRuns(300),
        );
    });
});

/** Values that no field of this name may have. */
const BROKEN: Record<string, { code: string; values: fc.Arbitrary<unknown> }> = {
    DevEUI: {
        code: "dev-eui-invalid",
        values: fc.oneof(
            fc.constantFrom(undefined, null, "", 1234567890123456, {}, []),
            fc.string().filter((text) => !/^[0-9a-f]{16}$/i.test(text)),
        ),
    },
    FPort: {
        code: "f-port-invalid",
        values: fc.oneof(
            fc.integer({ min: 256 }),
            fc.integer({ max: -1 }),
            fc.constantFrom(0.5, "x", "256", true, {}),
        ),
    },
    FCntUp: {
        code: "counter-invalid",
        values: fc.oneof(fc.integer({ max: -1 }), fc.constantFrom(2 ** 32, "4294967296", "x", false, [])),
    },
    payload_hex: {
        code: "payload-hex-invalid",
        values: fc.oneof(
            fc.constantFrom("0d3e...", 12, {}),
            fc.string({ minLength: 1 }).filter((text) => text.length % 2 === 1 || !/^[0-9a-f]+$/i.test(text)),
        ),
    },
    payload: {
        code: "not-an-object",
        values: fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer()), fc.string({ minLength: 1 })),
    },
    LrrRSSI: { code: "number-invalid", values: fc.oneof(fc.boolean(), fc.array(fc.integer()), fc.object()) },
    Lrrs: {
        code: "receivers-invalid",
        values: fc.oneof(fc.integer(), fc.array(fc.integer(), { minLength: 1 })),
    },
    CustomerData: {
        code: "customer-data-invalid",
        values: fc.oneof(fc.integer(), fc.boolean(), fc.array(fc.integer())),
    },
};

describeProperties("a sound document of which one field is broken", () => {
    for (const [field, { code, values }] of Object.entries(BROKEN)) {
        it(`has exactly this problem where the field is ${field}`, () => {
            fc.assert(
                fc.property(soundContent("DevEUI_uplink"), values, (content, value) => {
                    const broken = { ...content, [field]: value };
                    problemsOf(checkDocument({ DevEUI_uplink: broken })).should.deepEqual([
                        `DevEUI_uplink.${field} ${code}`,
                    ]);
                    if (field !== "DevEUI") {
                        problemsOf(checkDocument(broken)).should.deepEqual([`${field} ${code}`]);
                    }
                }),
                propertyRuns(100),
            );
        });
    }
});

/** A verdict is a value, or at least one problem with a code of the catalogue; nothing was thrown. */
function judge(checked: Checked<unknown>): void {
    if (checked.ok) return;
    checked.problems.length.should.be.above(0);
    for (const { code } of checked.problems) should(DOCUMENT_PROBLEM_CODES).have.ownProperty(code);
}

/** Judges a command with its defaults and, where it passes, for every server. */
function judgeCommand(document: JsonObject): void {
    const command = checkCommand(withDefaults(document, { fPort: 7, asId: "id", asKey: "key" }));
    judge(command);
    validUntil(document, 0);
    if (!command.ok) return;
    for (const format of [TTS, CHIRPSTACK]) judge(formatCommand(command.value, format, "topic"));
}

/** Puts a value in place of one of those in a tree, counted from the top. */
function replaceAt(tree: object, place: number, value: unknown): void {
    const places: [owner: object, key: string][] = [];
    const visit = (owner: object): void => {
        for (const [key, inner] of Object.entries(owner)) {
            places.push([owner, key]);
            if (typeof inner === "object" && inner !== null) visit(inner as object);
        }
    };
    visit(tree);
    const [owner, key] = places[place % places.length] ?? [tree, ""];
    Reflect.set(owner, key, value);
}

describeProperties("any JSON", () => {
    const prototypeBefore = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));

    afterEach(() => {
        JSON.stringify(Object.getOwnPropertyNames(Object.prototype)).should.equal(prototypeBefore);
    });

    it("is judged from every source and in every format, and is not changed", () => {
        const reading = fc.record({
            source: fc.constantFrom(...UPLINK_SOURCES),
            format: fc.constantFrom(...UPLINK_FORMATS),
        });
        fc.assert(
            fc.property(arbitraryJson, reading, (json, how) => {
                const text = JSON.stringify(json);
                judge(readUplinkInput(json, how));
                JSON.stringify(json).should.equal(text);
                judge(readUplinkInput(text, how));
            }),
            propertyRuns(2_000),
        );
    });

    it("that passes is a document that passes again, as it is sent", () => {
        fc.assert(
            fc.property(arbitraryJson, (json) => {
                const read = readUplinkInput(json, { source: "auto", format: "document" });
                for (const { payload } of read.ok ? read.value.documents : []) {
                    problemsOf(checkDocument(JSON.parse(String(payload)))).should.be.empty();
                }
            }),
            propertyRuns(2_000),
        );
    });

    it("is judged as a command", () => {
        fc.assert(
            fc.property(arbitraryJson, arbitraryJson, (content, beside) => {
                judgeCommand({ ...(isJsonObject(beside) ? beside : {}), DevEUI_downlink: content });
            }),
            propertyRuns(1_000),
        );
    });

    it("is judged as a field of a command, whatever server the command is for", () => {
        fc.assert(
            fc.property(soundCommand, fc.nat(), arbitraryJson, (content, place, json) => {
                const document = structuredClone({ DevEUI_downlink: content });
                replaceAt(document.DevEUI_downlink, place, json);
                judgeCommand(document);
            }),
            propertyRuns(2_000),
        );
    });

    it("is judged as a field of a document, which is sent as it is where it passes", () => {
        fc.assert(
            fc.property(soundDocument, fc.nat(), arbitraryJson, (sound, place, json) => {
                const document = structuredClone(sound);
                replaceAt(document, place, json);
                const text = JSON.stringify(document);
                const read = readUplinkInput(document, { source: "thingpark", format: "document" });
                judge(read);
                if (read.ok) should(read.value.documents[0]?.payload).equal(text);
            }),
            propertyRuns(1_000),
        );
    });

    it("however deep it is, is judged", () => {
        const deep = `${'{"a":['.repeat(10_000)}1${"]}".repeat(10_000)}`;
        const texts = [
            `{"DevEUI_uplink":{"DevEUI":"20635F0100000001","payload":${deep}}}`,
            `{"end_device_ids":{"dev_eui":"20635F0100000001"},"uplink_message":{"decoded_payload":${deep}}}`,
            `{"end_device_ids":{"dev_eui":"20635F0100000001"},"uplink_message":${deep}}`,
            `{"deviceInfo":{"devEui":"20635F0100000001"},"object":${deep}}`,
            `{"deviceInfo":${deep},"rxInfo":[${deep}]}`,
        ];
        for (const text of texts) {
            for (const source of UPLINK_SOURCES) {
                for (const format of UPLINK_FORMATS) judge(readUplinkInput(text, { source, format }));
            }
        }
    });

    it("however many elements it has, is judged", () => {
        const many = Array.from({ length: 20_000 }, (_, index) => index);
        const fields = Object.fromEntries(many.map((index) => [`k${index}`, index]));
        const receivers = many.map((snr) => ({ snr, rssi: -snr }));
        const inputs = [
            { DevEUI_uplink: { DevEUI: "20635F0100000001", ...fields, Lrrs: receivers } },
            { ...fields, DevEUI: "20635F0100000001" },
            { end_device_ids: { dev_eui: "20635F0100000001" }, uplink_message: { rx_metadata: receivers } },
            { deviceInfo: { devEui: "20635F0100000001", tags: fields }, rxInfo: receivers },
        ];
        for (const input of inputs) {
            for (const source of UPLINK_SOURCES)
                judge(readUplinkInput(input, { source, format: "document" }));
        }
        judge(readUplinkInput(many, { source: "auto", format: "document" }));
    });
});

describeProperties("any uplink of another network server", () => {
    const servers: [name: string, tell: (uplink: SpokenUplink) => Record<string, unknown>][] = [
        ["The Things Stack", asTtsEvent],
        ["ChirpStack", asChirpStackEvent],
    ];

    for (const [name, tell] of servers) {
        it(`keeps its fields on the way from ${name}`, () => {
            fc.assert(
                fc.property(spokenUplink, (uplink) => {
                    const event = JSON.stringify(tell(uplink));
                    const { documents } = valueOf(
                        readUplinkInput(event, { source: "auto", format: "document" }),
                    );
                    const document: unknown = JSON.parse(String(documents[0]?.payload));
                    const { content } = valueOf(checkDocument(document));
                    const snrs = uplink.receivers.map(({ snr }) => snr ?? 0);
                    const best = snrs.indexOf(Math.max(...snrs));
                    should(content).have.properties({
                        DevEUI: uplink.devEui.toUpperCase(),
                        FPort: uplink.port ?? 0,
                        FCntUp: uplink.counter ?? 0,
                        Frequency: uplink.frequency / 1e6,
                        LrrSNR: snrs[best],
                        LrrRSSI: uplink.receivers[best]?.rssi,
                        DevLrrCnt: uplink.receivers.length,
                    });
                    should(content.SpFact).equal(uplink.spreadingFactor);
                    should(content.payload_hex).equal(
                        uplink.bytes && Buffer.from(uplink.bytes).toString("hex"),
                    );
                }),
                propertyRuns(500),
            );
        });

        it(`from ${name} of which one value is another is converted to a sound document, or refused`, () => {
            fc.assert(
                fc.property(spokenUplink, arbitraryJson, fc.nat(), (uplink, json, place) => {
                    const event = JSON.parse(JSON.stringify(tell(uplink))) as Record<string, unknown>;
                    replaceAt(event, place, json);
                    const read = readUplinkInput(event, { source: "auto", format: "document" });
                    judge(read);
                    for (const { payload } of read.ok ? read.value.documents : []) {
                        problemsOf(checkDocument(JSON.parse(String(payload)))).should.be.empty();
                    }
                }),
                propertyRuns(1_000),
            );
        });
    }
});

describeProperties("any sound command", () => {
    const isOne = (flag: unknown): boolean => flag === 1 || flag === "1";

    it("keeps its fields on the way to The Things Stack", () => {
        fc.assert(
            fc.property(soundCommand, fc.constantFrom(0, 1, "0", "1", ""), (content, FlushDownlinkQueue) => {
                const document = { DevEUI_downlink: { ...content, FlushDownlinkQueue } };
                const { topic, payload } = valueOf(
                    formatCommand(valueOf(checkCommand(document)), TTS, "topic"),
                );
                const devEui = String(content.DevEUI).toLowerCase();
                topic.should.equal(
                    `v3/app@ttn/devices/eui-${devEui}/down/${isOne(FlushDownlinkQueue) ? "replace" : "push"}`,
                );
                const { downlinks } = payload as { downlinks: Record<string, unknown>[] };
                downlinks.should.have.length(1);
                const { f_port, frm_payload, decoded_payload, confirmed, correlation_ids } =
                    downlinks[0] ?? {};
                should(f_port).equal(Number(content.FPort));
                should(confirmed).equal(isOne(content.Confirmed));
                should(hexOf(frm_payload)).equal(lower(content.payload_hex));
                should(decoded_payload).equal(content.payload);
                should(correlation_ids).deepEqual(given(content.CorrelationID));
            }),
            propertyRuns(1_000),
        );
    });

    it("keeps its fields on the way to ChirpStack", () => {
        fc.assert(
            fc.property(soundCommand, (content) => {
                const command = valueOf(checkCommand({ DevEUI_downlink: content }));
                const { topic, payload } = valueOf(formatCommand(command, CHIRPSTACK, "topic"));
                const devEui = String(content.DevEUI).toLowerCase();
                topic.should.equal(`application/bbea74d6/device/${devEui}/command/down`);
                const { id, ...body } = payload;
                should({ ...body, data: hexOf(body.data) }).deepEqual({
                    devEui,
                    fPort: Number(content.FPort),
                    confirmed: isOne(content.Confirmed),
                    data: lower(content.payload_hex),
                    ...(content.payload === undefined ? {} : { object: content.payload }),
                });
                if (id !== undefined) should(id).equal(content.CorrelationID);
            }),
            propertyRuns(1_000),
        );
    });

    function hexOf(base64: unknown): string | undefined {
        return typeof base64 === "string" ? Buffer.from(base64, "base64").toString("hex") : undefined;
    }

    function lower(hex: unknown): string | undefined {
        return typeof hex === "string" ? hex.toLowerCase() : undefined;
    }

    function given(id: unknown): unknown[] | undefined {
        return id === undefined || id === null || id === "" ? undefined : [id];
    }
});
