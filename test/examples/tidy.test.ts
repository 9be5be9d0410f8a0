import should from "should";
import { CONFIG, CONNECTIONS, DOWNLINK_IN, THINGPARK_API, UPLINK_OUT } from "../../nodes/lib/saved-nodes";
import { EXAMPLE_NAMES, EXAMPLE_PATHS, exampleNodes } from "../support/examples";
import { boxOf, contains, overlap, type Box } from "./boxes";

/** Our types: what each holds beside what all nodes have, and what an example may choose. */
const OURS = new Map([
    [
        "wmw-config",
        {
            defaults: CONFIG.defaults,
            chosen: ["name", "region", "customHostname", "enterpriseId", "sharedGroup"],
        },
    ],
    ["wmw-uplink-out", { defaults: UPLINK_OUT.defaults, chosen: ["name", "connection", "source"] }],
    [
        "wmw-downlink-in",
        { defaults: DOWNLINK_IN.defaults, chosen: ["name", "connection", "format", "devEUIs"] },
    ],
    ["wmw-thingpark-api", { defaults: THINGPARK_API.defaults, chosen: ["name", "baseUrl"] }],
    [
        "wmw-connections",
        {
            defaults: CONNECTIONS.defaults,
            chosen: ["name", "api", "connection", "operation", "ifExists", "waitUntilOpened"],
        },
    ],
]);

/** Those of our types that something has to be wired to. */
const OURS_TAKING = new Set(["wmw-uplink-out", "wmw-connections"]);

/** Node-RED's own types that examples use, each with whether something has to be wired to it. */
const CORE = new Map([
    ["tab", false],
    ["group", false],
    ["comment", false],
    ["inject", false],
    ["debug", true],
    ["catch", false],
    ["complete", false],
    ["status", false],
    ["switch", true],
    ["change", true],
    ["delay", true],
    ["mqtt in", false],
    ["mqtt out", true],
    ["mqtt-broker", false],
    ["tls-config", false],
    ["http request", true],
    ["http in", false],
    ["http response", true],
]);

/** What the properties of a node refer to other nodes by. */
const REFERENCES = ["connection", "api", "broker", "tls", "g", "z"];
const ALL_NODES_HAVE = ["id", "type", "version", "z", "g", "x", "y", "wires"];
const SECRET = /^(credentials|user|username|password|downlinkAsKey|certdata|keydata|cadata|passphrase)$/;

const all = EXAMPLE_NAMES.flatMap(exampleNodes);

describe("all examples together", () => {
    it("have IDs of their own, so that all can be imported", () => {
        for (const { id } of all) should(id).match(/^[0-9a-f]{16}$/);
        should(new Set(all.map(({ id }) => id)).size).equal(all.length);
    });

    it("stand in the folders of the menu", () => {
        for (const path of EXAMPLE_PATHS)
            should(path).match(/^(1 Start|2 Sources|3 Commands|4 Operations)\/[a-z-]+$/);
    });

    it("show each of our nodes", () => {
        for (const type of OURS.keys()) should(all.some((node) => node.type === type)).be.true();
    });
});

for (const name of EXAMPLE_NAMES) {
    describe(`the example ${name}`, () => {
        const nodes = exampleNodes(name);
        const ids = nodes.map(({ id }) => id);
        const onCanvas = nodes.filter((node) => "x" in node && node.type !== "group");
        const groups = nodes.filter(({ type }) => type === "group");

        it("is one flow that says what it is for", () => {
            const tabs = nodes.filter(({ type }) => type === "tab");
            should(tabs).have.length(1);
            should(String(tabs[0]?.label).toLowerCase().replaceAll(" ", "-")).equal(name);
            should(String(tabs[0]?.info)).match(/^[A-Z].{20,100}\.$/);
        });

        it("has a comment that says what to fill in", () => {
            const [comment, ...others] = nodes.filter(({ type }) => type === "comment");
            should(others).be.empty();
            should(comment?.name).startWith("Fill in: ");
            should(comment?.info).startWith("## Before you deploy\n\n1. ");
        });

        it("has only types that Node-RED and this package bring", () => {
            for (const { type } of nodes) should([...OURS.keys(), ...CORE.keys()]).containEql(type);
        });

        it("holds every property of our nodes, at its default where it is not what the example is about", () => {
            for (const node of nodes) {
                const { defaults, chosen } = OURS.get(String(node.type)) ?? {};
                if (!defaults || !chosen) continue;
                should(node.version).equal(1);
                const own = Object.entries(node).filter(([key]) => !ALL_NODES_HAVE.includes(key));
                should(own.map(([key]) => key).sort()).deepEqual(Object.keys(defaults).sort());
                const changed = own.filter(([key, value]) => value !== defaults[key]).map(([key]) => key);
                should(changed.filter((key) => !chosen.includes(key))).be.empty();
            }
        });

        it("holds no credentials", () => {
            should(nodes.flatMap((node) => Object.keys(node)).filter((key) => SECRET.test(key))).be.empty();
            should(JSON.stringify(nodes)).not.match(/mqtt-username|mqtt-password/);
            for (const { env } of nodes)
                for (const { value } of (env ?? []) as { value: string }[]) should(value).equal("");
        });

        it("refers to nodes that are there", () => {
            const referred = nodes.flatMap((node) => [
                ...REFERENCES.map((key) => node[key]),
                ...((node.scope ?? []) as unknown[]),
                ...((node.nodes ?? []) as unknown[]),
            ]);
            should(referred.filter((id) => id && !ids.includes(id))).be.empty();
        });

        it("leads each wire from an output to a node that takes it, and leaves none out", () => {
            const targets = nodes.flatMap(({ wires }) => (wires ?? []) as string[][]).flat();
            const needs = nodes.filter(({ type }) => OURS_TAKING.has(String(type)) || CORE.get(String(type)));
            should([...new Set(targets)].sort()).deepEqual(needs.map(({ id }) => id).sort());
            for (const { wires } of nodes)
                for (const output of (wires ?? []) as string[][]) should(output).not.be.empty();
        });

        it("catches the errors of each node that may have some", () => {
            const caught = nodes.filter(({ type }) => type === "catch").flatMap(({ scope }) => scope);
            const failing =
                /^(wmw-uplink-out|wmw-downlink-in|wmw-connections|mqtt in|mqtt out|http request)$/;
            const needs = nodes.filter(({ type }) => failing.test(String(type)));
            should([...caught].sort()).deepEqual(needs.map(({ id }) => id).sort());
        });

        it("is laid out on the grid, with no node over another", () => {
            for (const { x, y } of onCanvas) should([Number(x) % 10, Number(y) % 20]).deepEqual([0, 0]);
            const boxes = onCanvas.map(boxOf);
            should(pairs(boxes).filter(([one, other]) => overlap(one, other))).be.empty();
        });

        it("keeps its nodes in groups that do not touch", () => {
            const frames = groups.map(boxOf);
            should(pairs(frames).filter(([one, other]) => overlap(one, other))).be.empty();
            for (const node of onCanvas.filter(({ type }) => type !== "comment")) {
                const group = groups.find(({ id }) => id === node.g);
                should(group?.nodes).containEql(node.id);
                should(contains(boxOf(group ?? {}), boxOf(node))).be.true();
            }
        });
    });
}

function pairs(boxes: readonly Box[]): [Box, Box][] {
    return boxes.flatMap((one, index) => boxes.slice(index + 1).map((other): [Box, Box] => [one, other]));
}
