import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { createUserDirectory, type FlowNode } from "../../demo/user-directory";
import { AdminApi } from "../support/admin-api";
import { fetchAnew } from "../support/fetch-anew";
import { Cleanup } from "./support";

// Writes a line of its own into the log as soon as it has been created.
const FLOWS: FlowNode[] = [
    { id: "1000000000000001", type: "tab", label: "Test" },
    {
        id: "1000000000000002",
        type: "function",
        z: "1000000000000001",
        func: "return msg;",
        initialize: 'node.warn("colour " + env.get("COLOUR"));',
        wires: [[]],
    },
];

describe("a Node-RED process", () => {
    const cleanup = new Cleanup();

    function kept(nodeRed: NodeRedProcess): NodeRedProcess {
        cleanup.add(() => nodeRed.stop());
        return nodeRed;
    }

    it("runs the flows, answers at its address, and leaves nothing behind", async () => {
        const nodeRed = kept(await startNodeRed({ flows: FLOWS, env: { COLOUR: "green" } }));
        await nodeRed.ready;
        const line = await nodeRed.waitForLine(/colour/);
        should(line).match(/\[warn\].*colour green/);
        should(nodeRed.logLines).containEql(line);
        const flows = await fetchAnew(`${nodeRed.url}/flows`);
        should(await flows.json()).eql(FLOWS);
        should(existsSync(nodeRed.userDirectory.path)).be.true();
        await Promise.all([nodeRed.stop(), nodeRed.stop()]);
        should(existsSync(nodeRed.userDirectory.path)).be.false();
        await should(fetchAnew(nodeRed.url)).be.rejected();
    });

    it("is ready once its flows have started, and runs what is deployed then in place of them", async () => {
        const slowly = `--require ${join(__dirname, "slow-flows.cjs")}`;
        const nodeRed = kept(await startNodeRed({ flows: [], env: { NODE_OPTIONS: slowly, COLOUR: "red" } }));
        await nodeRed.ready;
        await new AdminApi(nodeRed.url).deploy(FLOWS, "full");
        await nodeRed.waitForLine(/colour red/);
    });

    it("starts again on a user directory that is kept", async () => {
        const userDirectory = createUserDirectory({ flows: FLOWS });
        cleanup.add(() => userDirectory.remove());
        const first = kept(await startNodeRed({ userDirectory, env: { COLOUR: "green" } }));
        await first.waitForLine(/colour green/);
        await first.kill();
        const second = kept(await startNodeRed({ userDirectory, env: { COLOUR: "blue" } }));
        await second.waitForLine(/colour blue/);
    });

    it("is never ready when it ends before, and says what its log said last", async () => {
        const nodeRed = kept(await startNodeRed({ flows: FLOWS, settings: { uiHost: "256.0.0.1" } }));
        await should(nodeRed.ready).be.rejectedWith(/ended \(.*\) before it was ready:\n/);
    });
});

describe("a user directory", () => {
    const cleanup = new Cleanup();

    it("holds flows, plain credentials and the settings, and a link to the package", () => {
        const credentials = { "1000000000000003": { username: "mqtt-username", password: "mqtt-password" } };
        const directory = createUserDirectory({
            flows: FLOWS,
            credentials,
            settings: { flowFilePretty: false },
        });
        cleanup.add(() => directory.remove());
        const read = (name: string): string => readFileSync(join(directory.path, name), "utf8");
        should(JSON.parse(read("flows.json"))).eql(FLOWS);
        should(JSON.parse(read("flows_cred.json"))).eql(credentials);
        should(read("settings.js"))
            .match(/"flowFilePretty": false/)
            .and.match(/"uiHost": "127.0.0.1"/);
        const manifest: unknown = JSON.parse(read("node_modules/@wmw-nodes/node-red-wmw/package.json"));
        should(manifest).have.property("name", "@wmw-nodes/node-red-wmw");
        should(directory.caFile).be.undefined();
    });

    it("bundles the CA with those of the machine's own NODE_EXTRA_CA_CERTS", () => {
        const before = process.env.NODE_EXTRA_CA_CERTS;
        const other = createUserDirectory({ flows: [], caPem: "the machine's" });
        cleanup.add(() => other.remove());
        cleanup.add(() => {
            if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS;
            else process.env.NODE_EXTRA_CA_CERTS = before;
        });
        for (const [extra, expected] of [
            [other.caFile ?? "", /^ours\n.*the machine's/s],
            ["/nowhere/ca.pem", /^ours\n$/],
            ["", /^ours$/],
        ] as const) {
            process.env.NODE_EXTRA_CA_CERTS = extra;
            const directory = createUserDirectory({ flows: [], caPem: "ours" });
            cleanup.add(() => directory.remove());
            should(readFileSync(directory.caFile ?? "", "utf8")).match(expected);
        }
    });

    it("is removed with all that is in it, but not what it links to", () => {
        const directory = createUserDirectory({ flows: FLOWS });
        directory.remove();
        directory.remove();
        should(existsSync(directory.path)).be.false();
        should(existsSync(join(__dirname, "..", "..", "package.json"))).be.true();
    });
});
