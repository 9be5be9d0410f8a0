import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../nodes/lib/documents/json-object";

/** A document that was collected from public sources. */
export interface CorpusDocument {
    /** `uplink/001-….json`. */
    readonly name: string;
    /** The file as it is. */
    readonly text: string;
    readonly document: JsonObject;
}

/** Folders of documents that belong on the uplink topic. */
export const UPLINK_FOLDERS = [
    "uplink",
    "decoded",
    "decode-error",
    "join",
    "location",
    "notification",
    "sent",
    "rejected",
    "alarm",
    "bs-alarm",
    "multicast",
    "legacy",
];

/** Folders of events of other network servers. */
export const SERVER_FOLDERS = ["tts", "chirpstack"];

/** Folders of documents that belong on no topic of WMW: ThingPark's in an envelope, or of another product. */
export const OTHER_FOLDERS = ["wrapped", "abeeway"];

/** What is wrong with a document, and where; all others are sound. */
export const UNSOUND: ReadonlyMap<string, string> = new Map([
    ["decoded/001-osi-os-agroscope-iot-forwarding.json", "DevEUI_uplink.payload_hex payload-hex-invalid"],
    ["decoded/010-lorabac-test.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["legacy/010-cra-camelcase.json", "payload root-key-unknown"],
    ["sent/001-thingpark-integrations-downlink-frame-se.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["sent/004-lora-reference-deveui-downlink-sent.json", "DevEUI_downlink_Sent.DevEUI dev-eui-invalid"],
    ["uplink/008-platform-test-app.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/020-beep-measurementcontroller.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["uplink/053-fvh-minimal.json", "DevEUI_uplink.DevEUI dev-eui-invalid"],
    ["tts/010-cumulocity-lora-api.json", "end_device_ids.dev_eui dev-eui-invalid"],
    ["tts/011-cumulocity-lora-api.json", "end_device_ids.dev_eui dev-eui-invalid"],
    ["tts/019-thethingsnetwork-python-client-default-s.json", "end_device_ids.dev_eui dev-eui-invalid"],
]);

/** What an uplink of another network server becomes; undefined where the server does not tell. */
export interface ConvertedUplink {
    readonly DevEUI: string;
    readonly FPort: number;
    readonly FCntUp: number;
    readonly payload_hex: string | undefined;
    readonly SpFact: number | undefined;
    readonly Frequency: number | undefined;
    readonly LrrRSSI: number | undefined;
    readonly LrrSNR: number | undefined;
}

/** Worked out from the documents by hand, after the mapping table. */
export const CONVERTED: ReadonlyMap<string, ConvertedUplink> = new Map([
    uplink(
        "tts/001-iobroker-lorawan-main.json",
        "70B3D5E050013950",
        20,
        2,
        "000e4101fd00c7020001",
        9,
        867.5,
        -37,
        8.5,
    ),
    uplink(
        "tts/002-iobroker-lorawan-main.json",
        "00137A1000044DF5",
        6,
        107,
        "011e012400000102000000",
        7,
        868.3,
        -29,
        14,
    ),
    uplink(
        "tts/004-humidr-data.json",
        "A8404194A1875FF3",
        2,
        0,
        "0d38000000000bc3000010",
        12,
        867.5,
        -42,
        5.8,
    ),
    uplink(
        "tts/005-humidr-data.json",
        "A8404194A1875FF3",
        2,
        1,
        "0d3a000000000bb0000010",
        9,
        867.5,
        -46,
        11.5,
    ),
    uplink("tts/007-ttn-webhook-app.json", "70B3D57ED004BA62", 1, 5, "01020305060708", 7, 868.5, -37, 10.3),
    uplink(
        "tts/008-kellerag-shared-iot-converters-lorajsont.json",
        "353831356C389101",
        1,
        252,
        "010300da000000007fc0000041a3999a3f7a489541b48f5c",
        7,
        868.3,
        -66,
        9.5,
    ),
    uplink(
        "tts/013-lorawan-stack-docs-index.json",
        "70B3D52DD600035A",
        2,
        14,
        "b100001001e500d701",
        7,
        867.7,
        -31,
        9.5,
    ),
    uplink(
        "tts/014-lorawan-stack-docs-index.json",
        "4200000000000000",
        15,
        0,
        "54656d7065726174757265203d20302e30",
        7,
        868.5,
        -35,
        5,
    ),
    uplink(
        "tts/016-thingpark-integrations-ttn-mqtt-nodered.json",
        "20635F01E10004F5",
        18,
        1,
        "034c149601009e7f7f75",
        10,
        867.5,
        -43,
        7,
    ),
    uplink(
        "tts/017-tpxle-nit-uplink-data-sample-from-ttn.json",
        "20635F017100017B",
        18,
        1,
        "034c149601009e7f7f75",
        10,
        867.5,
        -43,
        7,
    ),
    uplink(
        "tts/020-thethingsnetwork-python-client-default-v.json",
        "22D11357891CB769",
        1,
        41,
        "01000801000803020136296700f62a0202582b020f602c6507d8",
        7,
        868.1,
        -54,
        9,
    ),
    uplink("tts/022-data-converters-payload-1.json", "1000000000000001", 1, 10335, "01", 7, 867.1, -35, 13.2),
    uplink(
        "tts/023-data-converters-payload-2.json",
        "1000000000000001",
        3,
        10335,
        "00000000990200d100050000001d020200",
        7,
        867.1,
        -35,
        13.2,
    ),
    uplink(
        "chirpstack/001-iobroker-lorawan-main.json",
        "70B3D52DD301B3CC",
        2,
        38547,
        "4400e35200b981129f4edede11f030",
        7,
        868.5,
        -81,
        7.5,
    ),
    uplink(
        "chirpstack/002-iobroker-lorawan-main.json",
        "A8404127A188D826",
        2,
        12,
        "00000000000000003cff41",
        7,
        867.7,
        -54,
        8.5,
    ),
    uplink(
        "chirpstack/004-osi-os-chameleon-integration.json",
        "A84041CAFECAFE01",
        2,
        1,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
    ),
    uplink(
        "chirpstack/005-cumulocity-lora-apptest.json",
        "70B3D56371385764",
        1,
        192,
        "4218b7453403000000908e00000000641616",
        7,
        867.7,
        -67,
        11,
    ),
    uplink(
        "chirpstack/007-jmq-chirpstack-listener-mqtt-test.json",
        "2CF7F1C0443000F2",
        3,
        5586,
        "4a00c83300006fae0c00284b00650000000026d94c005c000119c8",
        7,
        867.5,
        -42,
        8.5,
    ),
    uplink(
        "chirpstack/008-decoders-payload.json",
        "70B3D5770800030F",
        4,
        1291,
        undefined,
        7,
        918.3,
        -101,
        10.8,
    ),
    uplink(
        "chirpstack/010-plugins-uplink-sample.json",
        "70B3D597B0000D15",
        1,
        5825,
        "01472309c51c28",
        7,
        868.3,
        -36,
        13.8,
    ),
    uplink(
        "chirpstack/011-data-converters-payload.json",
        "1000000000000001",
        2,
        4,
        "0112",
        7,
        868.5,
        -35,
        11.5,
    ),
    uplink(
        "chirpstack/013-data-converters-payload-2.json",
        "1000000000000001",
        3,
        4,
        "00000000990200d100050000001d020200",
        7,
        868.5,
        -35,
        11.5,
    ),
    uplink(
        "chirpstack/014-wes-chirpstack-device-tracker-chirpstack.json",
        "0101010101010101",
        1,
        0,
        "aa",
        11,
        867.1,
        -36,
        10.5,
    ),
]);

/** Beside the project, where its maintainers keep it; it is not part of the project. */
const CORPUS = join(__dirname, "..", "..", "..", "shared", "corpus");

/** A suite over the corpus; where there is none, a line that says so. */
export function describeCorpus(title: string, body: () => void): void {
    if (existsSync(CORPUS)) describe(title, body);
    else console.log(`${title}: there is no corpus at ${CORPUS}, nothing is tried on it`);
}

/** The documents in these folders of the corpus. */
export function corpusDocuments(folders: readonly string[]): CorpusDocument[] {
    return folders.flatMap((folder) =>
        readdirSync(join(CORPUS, folder))
            .filter((file) => file.endsWith(".json"))
            .map((file) => read(`${folder}/${file}`)),
    );
}

function read(name: string): CorpusDocument {
    const text = readFileSync(join(CORPUS, name), "utf8");
    const document: unknown = JSON.parse(text);
    if (!isJsonObject(document)) throw new Error(`${name} is no JSON object`);
    return { name, text, document };
}

function uplink(
    name: string,
    ...[DevEUI, FPort, FCntUp, payload_hex, SpFact, Frequency, LrrRSSI, LrrSNR]: [
        DevEUI: string,
        FPort: number,
        FCntUp: number,
        payload_hex: string | undefined,
        SpFact: number | undefined,
        Frequency: number | undefined,
        LrrRSSI: number | undefined,
        LrrSNR: number | undefined,
    ]
): [string, ConvertedUplink] {
    return [name, { DevEUI, FPort, FCntUp, payload_hex, SpFact, Frequency, LrrRSSI, LrrSNR }];
}
