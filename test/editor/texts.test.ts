import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { type FailureReason } from "../../nodes/lib/connection/failure";
import { adviceFor } from "../../nodes/lib/connection-test/advice";
import { STEPS } from "../../nodes/lib/connection-test/step-result";
import { type ConnectionState } from "../../nodes/lib/connection/state";
import { statusOf, statusOfProblems } from "../../nodes/lib/status";
import { builtHtml, NODE_TYPES, registered, texts, type NodeType } from "./built-node";

const NODES = join(__dirname, "..", "..", "nodes");

/** Every reason: the compiler misses the one that is forgotten here. */
const REASONS = Object.keys({
    "unknown-host": true,
    refused: true,
    "network-unreachable": true,
    "timed-out": true,
    "not-trusted": true,
    "certificate-expired": true,
    "certificate-not-yet-valid": true,
    "wrong-host-name": true,
    "client-certificate-required": true,
    "client-certificate-refused": true,
    "no-tls": true,
    "tls-failed": true,
    "tls-not-usable": true,
    "wrong-login": true,
    "username-missing": true,
    banned: true,
    "protocol-version-refused": true,
    "client-id-refused": true,
    "client-id-in-use": true,
    "server-unavailable": true,
    "server-busy": true,
    "server-full": true,
    "server-shutting-down": true,
    "server-moved": true,
    "closed-on-publish": true,
    "no-acknowledgement": true,
    "connection-lost": true,
} satisfies Record<FailureReason, true>) as FailureReason[];

/** The states that are told apart by their status; each failure makes one more. */
const STATES: readonly ConnectionState[] = [
    { name: "DEACTIVATED" },
    { name: "CLOSED" },
    { name: "OPENING", failures: 0 },
    { name: "AUTHENTICATING", failures: 0 },
    { name: "OPENED", failures: 0, refused: {} },
    { name: "OPENED", failures: 0, refused: { publish: "no", subscribe: "no" } },
    ...REASONS.map((reason) => {
        const name = /^(wrong-login|username-missing)$/.test(reason)
            ? "AUTHENTICATION_FAILED"
            : "UNREACHABLE";
        return { name, failures: 1, failure: { reason, message: "" }, retryAt: 0 } as const;
    }),
];

/** Those of ThingPark's API are told by the nodes that use it, in their own words. */
const API_SOURCES = /documents|thingpark-api|wmw-connections/;

/** What the dialogs for ThingPark's API check their fields by. */
const API_RULES = [
    "api-address",
    "api-settings",
    "connections-settings",
    "credentials-trial",
    "parameter-rules",
    "parameters",
].map((name) => join("lib", "thingpark-api", `${name}.ts`));

/** The codes of all problems that these sources write down. */
function codesIn(files: readonly string[]): string[] {
    const codes = files.flatMap((file) => {
        const source = readFileSync(join(NODES, file), "utf8");
        const found = source.matchAll(/(?:failed\(\s*[^,()]+,|\bcode:)\s*"([a-z-]+)"/g);
        return [...found].map(([, code]) => code ?? "");
    });
    return [...new Set(codes)].sort();
}

/** The codes of all problems that a configuration can have. */
function problemCodes(): string[] {
    const files = readdirSync(NODES, { recursive: true, encoding: "utf8" });
    return codesIn(files.filter((file) => file.endsWith(".ts") && !API_SOURCES.test(file)));
}

/** Those that no field of a dialog can have, or none that is checked there. */
const NOT_IN_A_DIALOG = [
    "connection-disabled",
    "connection-id-invalid",
    "connection-id-missing",
    "monitor-setting",
    "no-connection",
    "regions-setting",
];

/** The keys of the sentences below the lists of a dialog: one for each choice of a list that has such a place. */
function explainedChoices(type: NodeType): string[] {
    const html = builtHtml(type);
    const lists = [...html.matchAll(/<select[^>]* id="node-input-(\w+)"[^>]*>(.*?)<\/select>/gs)];
    return lists.flatMap(([, name = "", options = ""]) => {
        html.should.containEql(`id="wmw-hint-${name}"`);
        const values = [...options.matchAll(/value="([^"]+)"/g)].map(([, value]) => value);
        values.should.not.be.empty();
        return values.map((value) => `${type}.hint.${name}.${String(value)}`);
    });
}

/** The text under a key such as `status.connected`. */
function textOf(catalog: unknown, key: string): unknown {
    return key
        .split(".")
        .reduce<unknown>(
            (value, part) =>
                typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined,
            catalog,
        );
}

describe("the English texts of the editor", () => {
    const catalog = texts("wmw-config");

    it("have a status for every state, for a publisher and for a subscriber", () => {
        for (const state of STATES) {
            for (const queueFault of [undefined, "no space left"]) {
                for (const role of ["publish", "subscribe"] as const) {
                    const { key } = statusOf({ state, queued: 0, queueFault, leftBehind: 0 }, role);
                    should(textOf(catalog, `status.${key}`)).be.a.String();
                }
            }
        }
    });

    it("have a status for every problem that a configuration can have", () => {
        for (const code of problemCodes()) {
            const { key } = statusOfProblems([{ path: "", code, message: "" }]);
            should(textOf(catalog, `status.${key}`)).be.a.String();
        }
    });

    it("have a reason for every problem that a dialog can show, and for no other", () => {
        const reasons = textOf(catalog, "wmw-config.problem");
        const codes = new Set([...problemCodes(), ...codesIn(API_RULES)]);
        for (const code of NOT_IN_A_DIALOG) codes.delete(code);
        should(Object.keys(reasons ?? {}).sort()).deepEqual([...codes].sort());
    });

    it("have an advice for every reason why a step of a test may fail, and for no other", () => {
        const steps = STEPS.filter((step) => step !== "settings" && step !== "publish");
        const reasons = [...REASONS, "not-allowed-to-subscribe"] as const;
        const wanted = steps.flatMap((step) =>
            reasons.flatMap((reason) =>
                [true, false].map((isRegional) => adviceFor({ step, reason }, isRegional)),
            ),
        );
        const texts = Object.keys(textOf(catalog, "wmw-config.test.failed") ?? {});
        texts.sort().should.deepEqual([...new Set(wanted)].sort());
    });

    for (const type of NODE_TYPES) {
        it(`have what the dialog of ${type} asks for`, () => {
            const asked = [...builtHtml(type).matchAll(/data-i18n="(?:\[[\w-]+\])?([^"]+)"/g)];
            asked.should.not.be.empty();
            for (const [, key] of asked) should(textOf(texts(type), key ?? "")).be.a.String();
        });

        it(`have a sentence for each choice that the dialog of ${type} explains`, () => {
            for (const key of explainedChoices(type)) should(textOf(texts(type), key)).be.a.String();
        });

        it(`have a name for each property of ${type} that may be wrong`, () => {
            const { defaults = {}, credentials = {} } = registered(type).get(type) ?? {};
            const labels = [...Object.values(defaults), ...Object.values(credentials)]
                .map(({ label }) => label)
                .filter((label) => label !== undefined);
            labels.should.not.be.empty();
            for (const label of labels) {
                const [, owner, key] = /^@wmw-nodes\/node-red-wmw\/([^:]+):(.*)$/.exec(label) ?? [];
                const catalogs = NODE_TYPES.filter((name) => name === owner).map(texts);
                catalogs.map((catalog) => typeof textOf(catalog, key ?? "")).should.deepEqual(["string"]);
            }
        });
    }
});
