import should from "should";
import { CONFIG, CONNECTIONS, DOWNLINK_IN, THINGPARK_API, UPLINK_OUT } from "../../nodes/lib/saved-nodes";
import { builtHtml, NODE_TYPES, registered, scripts, type NodeType } from "./built-node";

const SAVED = {
    "wmw-config": CONFIG,
    "wmw-uplink-out": UPLINK_OUT,
    "wmw-downlink-in": DOWNLINK_IN,
    "wmw-thingpark-api": THINGPARK_API,
    "wmw-connections": CONNECTIONS,
};

/** The declarations of the style sheets and `style` attributes of a page, `property: value`. */
function styles(html: string): string[] {
    const sheets = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text ?? "");
    const rules = sheets.flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, body]) => body ?? ""));
    const attributes = [...html.matchAll(/ style="([^"]*)"/g)].map(([, text]) => text ?? "");
    return [...rules, ...attributes]
        .flatMap((text) => text.replace(/\/\*.*?\*\//gs, "").split(";"))
        .map((declaration) => declaration.trim())
        .filter((declaration) => declaration !== "");
}

for (const type of NODE_TYPES) {
    describe(`the built editor part of ${type}`, () => {
        it("is one script with one literal registerType call, which the Flow Library's checks understand", () => {
            const all = scripts(builtHtml(type), "text/javascript");
            all.should.have.length(1);
            const calls = [...String(all[0]).matchAll(/registerType\(\s*"([^"]+)",\s*\{/g)];
            calls.map(([, name]) => name).should.deepEqual([type]);
            String(all[0])
                .match(/registerType/g)
                ?.should.have.length(1);
        });

        it("brings the styles that all dialogs share", () => {
            builtHtml(type).should.match(/<style>[^<]*\.wmw-dialog \.wmw-hint/);
        });

        it("has one template, of its own type", () => {
            const templates = [...builtHtml(type).matchAll(/data-template-name="([^"]+)"/g)];
            templates.map(([, name]) => name).should.deepEqual([type]);
        });

        it("starts new nodes as the run time reads nodes without a version", () => {
            const { defaults } = registered(type).get(type) ?? {};
            const values = Object.entries(defaults ?? {}).map(([name, { value }]) => [name, value]);
            should(Object.fromEntries(values)).deepEqual({ version: 1, ...SAVED[type].defaults });
        });

        it("takes all its colours from Node-RED's theme", () => {
            const coloured = styles(builtHtml(type)).filter((declaration) =>
                /^(color|background|border|outline|fill|stroke|box-shadow|text-shadow)\b/.test(declaration),
            );
            coloured
                .filter((declaration) => !declaration.startsWith("border-radius:"))
                .filter((declaration) => !/var\(--red-ui-[a-z-]+\)/.test(declaration))
                .should.be.empty();
            styles(builtHtml(type))
                .filter((declaration) => /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i.test(declaration))
                .should.be.empty();
        });
    });
}

const CREDENTIALS: [type: NodeType, credentials: [name: string, type: string][]][] = [
    [
        "wmw-config",
        [
            ["username", "text"],
            ["password", "password"],
            ["downlinkAsKey", "password"],
        ],
    ],
    [
        "wmw-thingpark-api",
        [
            ["clientId", "text"],
            ["clientSecret", "password"],
        ],
    ],
];

for (const [type, expected] of CREDENTIALS) {
    describe(`the credentials of ${type}`, () => {
        it("are sent to the editor where they are text only", () => {
            const credentials = registered(type).get(type)?.credentials ?? {};
            Object.entries(credentials)
                .map(([name, { type }]) => [name, type])
                .should.deepEqual(expected);
        });
    });
}
