import should from "should";
import { KNOWN_REGIONS, regionTable } from "../../nodes/lib/regions";

/** The table as `key host:port attested?`, and the problems as `path code`. */
function told(setting: unknown): { regions: string[]; problems: string[] } {
    const { regions, problems } = regionTable(setting);
    return {
        regions: regions.map(({ key, host, port, attested }) => `${key} ${host}:${port} ${attested}`),
        problems: problems.map(({ path, code }) => `${path} ${code}`),
    };
}

const US = "US us.mqtt.wmw-hub.com:8883 false";
const STAGING = "Staging staging.mqtt.wmw-hub.com:8883 true";

const settings: [title: string, setting: unknown, regions: string[], problems: string[]][] = [
    ["has the known regions where nothing is set", undefined, [US, STAGING], []],
    ["has the known regions where null is set", null, [US, STAGING], []],
    ["has the known regions where the setting is empty", {}, [US, STAGING], []],
    [
        "adds a region behind the known ones",
        { EU: "broker.example.com" },
        [US, STAGING, "EU broker.example.com:8883 true"],
        [],
    ],
    [
        "takes the port that a setting names",
        { EU: "broker.example.com:8884" },
        [US, STAGING, "EU broker.example.com:8884 true"],
        [],
    ],
    [
        "replaces a known region in its place, and then its host is attested",
        { US: "us.example.com" },
        ["US us.example.com:8883 true", STAGING],
        [],
    ],
    [
        "leaves out an entry that is not usable, and keeps the others",
        { EU: "mqtts://broker.example.com", AP: "ap.example.com" },
        [US, STAGING, "AP ap.example.com:8883 true"],
        ["wmwConfigRegions.EU custom-hostname-scheme"],
    ],
    [
        "keeps a known region where its replacement is not usable",
        { US: 8883 },
        [US, STAGING],
        ["wmwConfigRegions.US custom-hostname-invalid"],
    ],
    [
        "refuses the name that stands for the custom hostname",
        { custom: "broker.example.com" },
        [US, STAGING],
        ["wmwConfigRegions.custom regions-setting"],
    ],
    [
        "refuses a region without a name",
        { "": "broker.example.com" },
        [US, STAGING],
        ["wmwConfigRegions. regions-setting"],
    ],
    ["refuses a list", ["broker.example.com"], [US, STAGING], ["wmwConfigRegions regions-setting"]],
    ["refuses a text", "broker.example.com", [US, STAGING], ["wmwConfigRegions regions-setting"]],
];

describe("the region table", () => {
    for (const [title, setting, regions, problems] of settings) {
        it(title, () => should(told(setting)).deepEqual({ regions, problems }));
    }

    it("is not changed by a setting", () => {
        regionTable({ US: "us.example.com", EU: "eu.example.com" });
        KNOWN_REGIONS.map(({ key }) => key).should.deepEqual(["US", "Staging"]);
    });
});
