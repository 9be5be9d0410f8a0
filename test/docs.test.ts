import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import should from "should";
import { checkCommand } from "../nodes/lib/documents/check-command";
import { type CommandFormat } from "../nodes/lib/documents/command-format";
import { formatCommand } from "../nodes/lib/documents/format-command";
import { type JsonObject } from "../nodes/lib/documents/json-object";
import { readUplinkInput } from "../nodes/lib/documents/uplink-input";
import { type UplinkSource } from "../nodes/lib/documents/uplink-reading";
import { DOCUMENT_PROBLEM_CODES, ERROR_CODES } from "../nodes/lib/errors";

const ROOT = join(__dirname, "..");
const PAGES = [
    ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
    ...readdirSync(join(ROOT, "docs"))
        .filter((file) => file.endsWith(".md"))
        .map((file) => join("docs", file)),
];

/** A piece of code on a page: the words behind its opening fence, and what is in it. */
interface Snippet {
    readonly language: string;
    readonly name: string;
    readonly code: string;
}

function snippetsOf(page: string): Snippet[] {
    const text = readFileSync(join(ROOT, page), "utf8");
    const fences = [...text.matchAll(/^```([a-z]+) ?([a-z-]*)\n(.*?)^```$/gms)];
    return fences.map(([, language = "", name = "", code = ""]) => ({ language, name, code }));
}

/** The names of settings of `settings.js` in a text. */
function settingsIn(text: string): string[] {
    return text.match(/wmwConfig[A-Z]\w+/g) ?? [];
}

/** The settings that the nodes read. */
const SETTINGS = readdirSync(join(ROOT, "nodes"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => settingsIn(readFileSync(join(ROOT, "nodes", file), "utf8")));

/** The commands that the pages tell a reader to type, and what sees to it that they work. */
const SHELL_COMMANDS: readonly RegExp[] = [
    /^npm start$/, // test/demo/start.test.ts
    /^npm test$/, // what runs this
    /^npm ci$/, // scripts/install-if-needed.mjs
    /^npm (pack|install \/path\/to\/wmw-nodes-node-red-wmw-\S+\.tgz)$/, // test/editor/newcomer.test.ts
    /^cd ~\/\.node-red$/,
    /^npm run [a-z0-9:-]+( -- .*)?$/, // checked against package.json below
];

describe("the documentation", () => {
    it("lists every error code, and no other", () => {
        const page = readFileSync(join(ROOT, "docs", "errors.md"), "utf8");
        const listed = [...page.matchAll(/^\| `(WMW_[A-Z_]+)`/gm)].map(([, code]) => code);
        should(listed.sort()).deepEqual(Object.keys(ERROR_CODES).sort());
    });

    it("explains every problem of a document or a command, and no other, as the catalogue does", () => {
        const page = readFileSync(join(ROOT, "docs", "errors.md"), "utf8");
        const rows = [...page.matchAll(/^\| `([a-z][a-z0-9-]*)` *\| (.*?) *\|$/gm)];
        const listed = rows.map(([, code = "", meaning = ""]) => [code, meaning]);
        should(Object.fromEntries(listed)).deepEqual(DOCUMENT_PROBLEM_CODES);
        listed.should.have.length(Object.keys(DOCUMENT_PROBLEM_CODES).length);
    });

    for (const page of PAGES) {
        const snippets = snippetsOf(page);

        it(`shows only JSON that can be read, in ${page}`, () => {
            for (const { code } of snippets.filter(({ language }) => language === "json")) {
                (() => JSON.parse(code) as unknown).should.not.throw();
            }
        });

        it(`shows only settings that there are, in ${page}`, () => {
            const shown = snippets.filter(({ language }) => language === "js").map(({ code }) => code);
            for (const name of shown.flatMap(settingsIn)) SETTINGS.should.containEql(name);
        });

        it(`tells only commands that there are, in ${page}`, () => {
            const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
                scripts: Record<string, string>;
            };
            const lines = snippets
                .filter(({ language }) => language === "sh")
                .flatMap(({ code }) => code.trim().split("\n"));
            for (const line of lines) {
                should(SHELL_COMMANDS.some((known) => known.test(line))).equal(true, line);
                const script = /^npm run ([a-z0-9:-]+)/.exec(line)?.[1];
                if (script !== undefined) scripts.should.have.property(script);
            }
        });
    }

    for (const page of PAGES) {
        it(`links only to what exists, in ${page}`, () => {
            const text = readFileSync(join(ROOT, page), "utf8");
            const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? "");
            const broken = links
                .filter((link) => !/^[a-z]+:/.test(link))
                .filter((link) => !existsSync(join(ROOT, dirname(page), link)));
            broken.should.be.empty();
        });
    }

    it("lists every setting of Node-RED that the nodes read", () => {
        const listed = settingsIn(readFileSync(join(ROOT, "docs", "nodes.md"), "utf8"));
        should([...new Set(listed)].sort()).deepEqual([...new Set(SETTINGS)].sort());
    });

    describe("of the nodes", () => {
        const shown = new Map(
            snippetsOf(join("docs", "nodes.md"))
                .filter(({ language }) => language === "json")
                .map(({ name, code }) => [name, JSON.parse(code) as JsonObject]),
        );

        function documentOf(name: string, source: UplinkSource): unknown {
            const read = readUplinkInput(shown.get(name), { source, format: "document" });
            if (!read.ok) throw new Error(read.problems.map(({ path }) => path).join());
            const [document] = read.value.documents;
            return JSON.parse(String(document?.payload));
        }

        it("shows an uplink that is taken as it is", () => {
            should(documentOf("uplink", "auto")).deepEqual(shown.get("uplink"));
        });

        for (const source of ["tts", "chirpstack"] as const) {
            it(`shows what an event of ${source} becomes`, () => {
                should(documentOf(`${source}-uplink`, "auto")).deepEqual(shown.get(`${source}-document`));
            });
        }

        for (const format of [
            { server: "thingpark" },
            { server: "tts", application: "my-app@ttn", deviceId: "eui-{devEUI}" },
            { server: "chirpstack", application: "bbea74d6-1fc5-4238-af20-d2aecdbb4f8e" },
        ] satisfies CommandFormat[]) {
            it(`shows what a command becomes for ${format.server}`, () => {
                const command = checkCommand(shown.get("command") ?? {});
                if (!command.ok) throw new Error("the command is not sound");
                const message = formatCommand(command.value, format, "downlink_1234");
                should(message).deepEqual({ ok: true, value: shown.get(`command-${format.server}`) });
            });
        }
    });
});
