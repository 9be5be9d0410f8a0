import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { DEVICE_COLUMNS } from "../../../nodes/editor/monitor/device-order";
import { MESSAGE_KINDS } from "../../../nodes/lib/monitor/message-kind";
import { COMMAND_COUNTS, UPLINK_COUNTS } from "../../../nodes/lib/monitor/monitor-view";

const ROOT = join(__dirname, "..", "..", "..");
const SOURCES = join(ROOT, "nodes", "editor", "monitor");
const PLUGIN = join(ROOT, "nodes", "wmw-monitor");

/** The keys of texts that stand in the sources as they are, and those that are put together. */
function askedFor(): string[] {
    const literal = readdirSync(SOURCES).flatMap((file) => {
        const source = readFileSync(join(SOURCES, file), "utf8");
        return [...source.matchAll(/\btext\(\s*"([^"]+)"/g)].map(([, key]) => key ?? "");
    });
    return [
        ...literal,
        ...["label", "name", "no-messages", "all-messages"],
        ...DEVICE_COLUMNS.map((column) => `column.${column}`),
        ...["date", "fPort", "fCount", "rssi", "snr", "payload"].map((column) => `message.${column}`),
        ...MESSAGE_KINDS.map((kind) => `kind.${kind}`),
        ...UPLINK_COUNTS.map((count) => `count.uplink.${count}`),
        ...COMMAND_COUNTS.map((count) => `count.command.${count}`),
        ...["forbidden", "not-deployed", "no-answer"].map((reason) => `note.${reason}`),
        ...["import", "account", "deploy"].map((step) => `first.${step}`),
    ];
}

/** All keys of a catalogue that hold a text. */
function keysOf(catalog: object, path = ""): string[] {
    return Object.entries(catalog).flatMap(([key, value]: [string, unknown]) =>
        typeof value === "object" && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
    );
}

describe("the sidebar", () => {
    it("has the texts that it asks for, and no others", () => {
        const file = join(PLUGIN, "locales", "en-US", "wmw-monitor.json");
        const { "wmw-monitor": catalog } = JSON.parse(readFileSync(file, "utf8")) as Record<string, object>;
        should([...new Set(askedFor())].sort()).deepEqual(keysOf(catalog ?? {}).sort());
    });

    it("takes all its colours from Node-RED's theme", () => {
        const html = readFileSync(join(PLUGIN, "editor.html"), "utf8");
        const colours = html.match(/^\s*(color|background|border[a-z-]*-color|stroke|fill): [^;]+;/gm) ?? [];
        colours.should.not.be.empty();
        colours.filter((line) => !/var\(--red-ui-[a-z-]+\)|: (none|inherit);/.test(line)).should.be.empty();
        html.should.not.match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i);
    });
});
