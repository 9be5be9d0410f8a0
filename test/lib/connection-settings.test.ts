import { inspect } from "node:util";
import should from "should";
import {
    checkActive,
    checkClientId,
    checkNumber,
    checkProtocolVersion,
    checkSharedGroup,
    checkTimeValidity,
    NUMBER_FIELDS,
    readConnectionSettings,
} from "../../nodes/lib/connection-settings";
import { passed } from "../../nodes/lib/problem";
import { KNOWN_REGIONS } from "../../nodes/lib/regions";
import { CONFIG } from "../../nodes/lib/saved-nodes";
import { problemsOf, valueOf } from "./support/checked";

function read(changes: object, credentials: object = {}) {
    const saved = { ...CONFIG.defaults, enterpriseId: "1234", ...changes };
    return readConnectionSettings(saved, { ...credentials }, KNOWN_REGIONS);
}

const BAD_QUEUE = {
    reconnectStrategy: "hasty",
    uplinkTimeValidity: "5 parsecs",
    queue: "tape",
    queueLimit: 0,
    queueMaxMB: "much",
    whenFull: "explode",
    sharedGroup: "a/b",
};

describe("the settings of a connection", () => {
    it("are the defaults, in milliseconds, where only the enterprise ID is given", () => {
        const { endpoint, ...settings } = valueOf(read({}));
        endpoint.url.should.equal("mqtts://us.mqtt.wmw-hub.com:8883");
        should(settings).deepEqual({
            active: true,
            protocolVersion: 4,
            clientId: "",
            keepalive: 60_000,
            connectTimeout: 60_000,
            actionTimeout: 60_000,
            reconnectStrategy: "normal",
            uplinkTimeValidity: undefined,
            inFlight: 50,
            queue: {
                place: "disk",
                limits: { documents: 100_000, bytes: 256 * 1024 * 1024, whenFull: "reject-new" },
            },
            sharedGroup: "",
            login: { username: "", password: "" },
            downlink: { enabled: true, defaults: { fPort: undefined, asId: "", asKey: "" } },
        });
    });

    it("take text where a variable may have given it", () => {
        const changes = { active: "false", keepalive: "30", inFlight: " 1 ", protocolVersion: "5" };
        const { active, keepalive, inFlight, protocolVersion } = valueOf(read(changes));
        should({ active, keepalive, inFlight, protocolVersion }).deepEqual({
            active: false,
            keepalive: 30_000,
            inFlight: 1,
            protocolVersion: 5,
        });
    });

    const refused: [what: string, changes: object, credentials: object, problems: string[]][] = [
        ["no enterprise ID", { enterpriseId: "" }, {}, ["enterpriseId enterprise-id-missing"]],
        [
            "the region custom without a host",
            { region: "custom" },
            {},
            ["customHostname custom-hostname-missing"],
        ],
        ["a password without a username", {}, { password: "x" }, ["username username-missing"]],
        [
            "every wrong field at once",
            {
                region: "x",
                active: "",
                protocolVersion: "3",
                clientId: 1,
                keepalive: 0,
                inFlight: 1.5,
                ...BAD_QUEUE,
            },
            {},
            [
                "region region-unknown",
                "active switch-invalid",
                "protocolVersion protocol-version-invalid",
                "clientId client-id-invalid",
                "keepalive number-invalid",
                "reconnectStrategy choice-invalid",
                "uplinkTimeValidity time-validity-invalid",
                "inFlight number-invalid",
                "queue choice-invalid",
                "queueLimit number-invalid",
                "queueMaxMB number-invalid",
                "whenFull choice-invalid",
                "sharedGroup shared-group-invalid",
            ],
        ],
        [
            "variables that are not set, before anything else",
            { enterpriseId: "${ENTERPRISE}", keepalive: 0 },
            { username: "${USER_NAME}" },
            ["enterpriseId variable-not-set", "username variable-not-set"],
        ],
    ];

    for (const [what, changes, credentials, problems] of refused) {
        it(`refuse ${what}`, () => problemsOf(read(changes, credentials)).should.deepEqual(problems));
    }

    it("never show a password", () => {
        JSON.stringify(read({ enterpriseId: "" }, { password: "s3cret" })).should.not.containEql("s3cret");
        // It may look like a variable.
        JSON.stringify(read({}, { password: "${s3cret}" })).should.not.containEql("s3cret");
    });

    const logins: [what: string, credentials: object, username: string, password: string][] = [
        ["without credentials is empty", {}, "", ""],
        ["may have a username alone", { username: "u" }, "u", ""],
        ["keeps blanks", { username: " u ", password: " p " }, " u ", " p "],
        ["takes numbers, which a variable may have given", { username: 12, password: 34 }, "12", "34"],
    ];

    for (const [what, credentials, username, password] of logins) {
        it(`have a login that ${what}`, () => {
            should(valueOf(read({}, credentials)).login).deepEqual({ username, password });
        });
    }
});

describe("the downlink settings of a connection", () => {
    function downlink(changes: object, credentials: object = {}): unknown {
        return valueOf(read(changes, credentials)).downlink;
    }

    it("are what commands get that carry none of it", () => {
        const changes = { downlinkPort: "8", downlinkAsId: "TWA_1.2.AS" };
        should(downlink(changes, { downlinkAsKey: "key" })).deepEqual({
            enabled: true,
            defaults: { fPort: 8, asId: "TWA_1.2.AS", asKey: "key" },
        });
    });

    for (const value of [false, "false"]) {
        it(`switch commands off where downlinkEnabled is ${inspect(value)}`, () => {
            should(downlink({ downlinkEnabled: value })).have.property("enabled", false);
        });
    }

    for (const value of [1, 224, "224", " 7 "]) {
        it(`take ${inspect(value)} as FPort`, () => {
            should(downlink({ downlinkPort: value }))
                .have.propertyByPath("defaults", "fPort")
                .eql(Number(value));
        });
    }

    for (const value of [0, 225, 1.5, "x", "1e1", true, {}]) {
        it(`refuse ${inspect(value)} as FPort`, () => {
            problemsOf(read({ downlinkPort: value })).should.deepEqual(["downlinkPort number-invalid"]);
        });
    }

    it("refuse whatever else is wrong, and show no key", () => {
        const checked = read({ downlinkEnabled: "maybe", downlinkAsId: {} }, { downlinkAsKey: ["s3cret"] });
        problemsOf(checked).should.deepEqual([
            "downlinkEnabled switch-invalid",
            "downlinkAsId settings-invalid",
            "downlinkAsKey settings-invalid",
        ]);
        JSON.stringify(checked).should.not.containEql("s3cret");
    });
});

describe("a number field", () => {
    const { keepalive, inFlight } = NUMBER_FIELDS;
    const accepted: [value: unknown, field: typeof keepalive | typeof inFlight, number: number][] = [
        [1, keepalive, 1_000],
        [65_535, keepalive, 65_535_000],
        ["60", keepalive, 60_000],
        [1, inFlight, 1],
        ["65535", inFlight, 65_535],
    ];

    for (const [value, field, number] of accepted) {
        it(`takes ${JSON.stringify(value)} for ${field.path}`, () => {
            should(checkNumber(value, field)).deepEqual(passed(number));
        });
    }

    for (const value of [
        0,
        -1,
        65_536,
        1.5,
        NaN,
        Infinity,
        "",
        " ",
        "1.0",
        "1e3",
        "0x10",
        "-1",
        null,
        true,
    ]) {
        it(`refuses ${typeof value} ${String(value)}`, () => {
            problemsOf(checkNumber(value, keepalive)).should.deepEqual(["keepalive number-invalid"]);
        });
    }
});

describe("a client id of the user's own", () => {
    const ids: [what: string, value: unknown, verdict: string | undefined][] = [
        ["may be missing", undefined, ""],
        ["may be null", null, ""],
        ["may be empty", "", ""],
        ["may hold any letters", "Büro 1/€", "Büro 1/€"],
        ["may have 128 characters", "x".repeat(128), "x".repeat(128)],
        ["may not have 129", "x".repeat(129), undefined],
        ["may not hold a control character", "a\u0000b", undefined],
        ["may not be a number", 7, undefined],
    ];

    for (const [what, value, verdict] of ids) {
        it(what, () => {
            const checked = checkClientId(value);
            if (verdict === undefined) problemsOf(checked).should.deepEqual(["clientId client-id-invalid"]);
            else valueOf(checked).should.equal(verdict);
        });
    }
});

describe("the switches of a connection", () => {
    for (const value of [true, "true", false, "false"]) {
        it(`take ${typeof value} ${value} for active`, () => {
            valueOf(checkActive(value)).should.equal(String(value) === "true");
        });
    }

    for (const value of [undefined, null, "", 0, 1, "yes"]) {
        it(`refuse ${inspect(value)} for active`, () => {
            problemsOf(checkActive(value)).should.deepEqual(["active switch-invalid"]);
        });
    }

    for (const value of ["4", 4, "5", 5]) {
        it(`take ${typeof value} ${value} for the version of MQTT`, () => {
            valueOf(checkProtocolVersion(value)).should.equal(Number(value));
        });
    }

    for (const value of [3, "3.1.1", "", undefined, true]) {
        it(`refuse ${inspect(value)} for the version of MQTT`, () => {
            problemsOf(checkProtocolVersion(value)).should.deepEqual([
                "protocolVersion protocol-version-invalid",
            ]);
        });
    }
});

describe("the uplink time validity", () => {
    const accepted: [value: unknown, milliseconds: number | undefined][] = [
        ["", undefined],
        [undefined, undefined],
        [null, undefined],
        ["90s", 90_000],
        ["5m", 300_000],
        ["72h", 259_200_000],
        ["3d", 259_200_000],
        [" 1 m ", 60_000],
    ];

    for (const [value, milliseconds] of accepted) {
        it(`${inspect(value)} is ${milliseconds === undefined ? "for ever" : `${milliseconds} ms`}`, () =>
            should(checkTimeValidity(value)).deepEqual(passed(milliseconds)));
    }

    for (const value of ["0s", "5", 5, "m", "-5m", "1.5h", "5m5s", "5 weeks", "1234567890s", {}]) {
        it(`may not be ${inspect(value)}`, () =>
            problemsOf(checkTimeValidity(value)).should.deepEqual([
                "uplinkTimeValidity time-validity-invalid",
            ]));
    }
});

describe("the shared group", () => {
    for (const value of ["", undefined, null, "a", "Group_1-b", "x".repeat(64)]) {
        it(`may be ${inspect(value)}`, () => should(checkSharedGroup(value)).deepEqual(passed(value ?? "")));
    }

    for (const value of ["a/b", "+", "#", " ", "x".repeat(65), 1, {}]) {
        it(`may not be ${inspect(value)}`, () =>
            problemsOf(checkSharedGroup(value)).should.deepEqual(["sharedGroup shared-group-invalid"]));
    }
});
