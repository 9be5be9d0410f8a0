import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser } from "playwright-core";
import should from "should";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import {
    createUserDirectory,
    type Credentials,
    type FlowNode,
    type UserDirectory,
} from "../../demo/user-directory";
import { Editor } from "../editor/pages/editor";
import { MonitorSidebar } from "../editor/pages/monitor-sidebar";
import { AdminApi } from "../support/admin-api";
import { describeWithBrowser, launchBrowser, withoutAnimations } from "../support/browser";
import { uplink } from "../support/documents";
import { examplePath } from "../support/examples";
import { fetchAnew } from "../support/fetch-anew";
import { configNode, injectNode, inRows, logNode, LOGIN, TAB, uplinkNode } from "../support/flow-nodes";
import { describeWithGit, gitAvailable } from "../support/git";

const EXAMPLES = "library/examples/flows/@wmw-nodes/node-red-wmw";
const HTTP_PUSH = "thingpark-http-push-to-wmw";

/** The example for ThingPark's HTTP push, filled in; its debug nodes write to the log too. */
function filledIn(nodes: readonly FlowNode[], mqttPort: number): FlowNode[] {
    return nodes.map((node) => {
        if (node.type === "debug") return { ...node, console: true };
        if (node.type !== "wmw-config") return node;
        return { ...node, region: "custom", customHostname: `localhost:${mqttPort}`, enterpriseId: "1234" };
    });
}

/** The logins of its connections. */
function logins(nodes: readonly FlowNode[]): Record<string, typeof LOGIN> {
    const ids = nodes.filter(({ type }) => type === "wmw-config").map(({ id }) => String(id));
    return Object.fromEntries(ids.map((id) => [id, LOGIN]));
}

/** The status of the answer to a document that is posted as ThingPark does. */
async function post(root: string): Promise<number> {
    const response = await fetchAnew(`${root}/thingpark`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(uplink()),
    });
    await response.arrayBuffer();
    return response.status;
}

/** For each connection a node that sends a document, with a button; and nodes that log statuses and errors. */
function nodesThatTell(...configs: readonly string[]): FlowNode[] {
    return inRows([
        ...configs.flatMap((id) => [
            injectNode(`button-${id}`, uplink(), `uplink-${id}`),
            uplinkNode({ id: `uplink-${id}`, connection: id }),
        ]),
        { id: "status", type: "status", scope: null, wires: [["log-status"]] },
        logNode("log-status", '"status " + msg.status.source.id + ": " + msg.status.text'),
        { id: "catch", type: "catch", scope: null, uncaught: false, wires: [["log-error"]] },
        logNode("log-error", '"caught " + msg.error.source.id + ": " + msg.error.message'),
    ]);
}

/** Who makes the commits of Node-RED's projects. */
const GIT_USER = {
    GIT_AUTHOR_NAME: "somebody",
    GIT_AUTHOR_EMAIL: "somebody@example.com",
    GIT_COMMITTER_NAME: "somebody",
    GIT_COMMITTER_EMAIL: "somebody@example.com",
};

/** Credentials as Node-RED keeps them under a `credentialSecret`. */
function encrypted(credentials: object, secret: string): object {
    const iv = randomBytes(16);
    const cipher = createCipheriv("aes-256-ctr", createHash("sha256").update(secret).digest(), iv);
    const text = cipher.update(JSON.stringify(credentials), "utf8", "base64") + cipher.final("base64");
    return { $: iv.toString("hex") + text };
}

/** Without a program that may run it with fewer rights, root writes where nobody may. */
const WITHOUT_ROOTS_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];

describe("an installation of Node-RED", () => {
    let platform: Platform;

    before(async () => {
        platform = await startPlatform({});
    });

    after(() => platform.close());

    describe("with roots of its own, a credential secret, a project, and a path with blanks and foreign letters", () => {
        const NAME = "Node-RED für Zoë 上海";
        const PROJECT = {
            name: "site",
            summary: "",
            credentialSecret: "a key of the project",
            files: { flow: "flows.json", credentials: "flows_cred.json" },
        };
        let nodeRed: NodeRedProcess;
        let api: AdminApi;
        let httpRoot: string;

        before(async () => {
            nodeRed = await startNodeRed({
                flows: [],
                folderName: NAME,
                settings: {
                    httpAdminRoot: "/the-editor",
                    httpNodeRoot: "/the-flows",
                    credentialSecret: "a key of the user",
                    editorTheme: { tours: false, projects: { enabled: true } },
                    externalModules: { palette: { allowInstall: false } },
                },
                caPem: platform.caPem,
                env: GIT_USER,
            });
            await nodeRed.ready;
            api = new AdminApi(nodeRed.url);
            httpRoot = nodeRed.url.replace("/the-editor", "/the-flows");
            if (gitAvailable) await api.post("projects", PROJECT);
            const nodes = (await api.get(`${EXAMPLES}/${examplePath(HTTP_PUSH)}`)) as FlowNode[];
            const flows = filledIn(nodes, platform.mqttPort);
            const connected = platform.next("clientConnected");
            await api.deploy(flows, "full", logins(flows));
            await connected;
        });

        after(() => nodeRed.stop());

        it("has its endpoints below the root of the editor, and nowhere else", async () => {
            const [config] = (await api.flows()).filter(({ type }) => type === "wmw-config");
            for (const path of ["wmw/regions", `wmw/queue/${String(config?.id)}`]) await api.get(path);
            should((await fetchAnew(new URL("/wmw/regions", nodeRed.url))).status).equal(404);
        });

        it("sends documents that come below the root of the flows", async () => {
            const received = platform.next("document");
            should(await post(httpRoot)).equal(200);
            should((await received).document).deepEqual(uplink());
        });

        it("keeps documents on disk in its user directory", async () => {
            const { path } = nodeRed.userDirectory;
            should(path).endWith(NAME);
            const noticed = nodeRed.waitForLine(/WMW_NO_CONNECTION/);
            const received = platform.next("document");
            await platform.stopBroker();
            await noticed;
            should(await post(httpRoot)).equal(200);
            should(readdirSync(join(path, "wmw"))).have.length(1);
            await platform.startBroker();
            await received;
        });

        describeWithGit("with its project", () => {
            it("has its flows there, and no secret in its files", () => {
                const folder = join(nodeRed.userDirectory.path, "projects", PROJECT.name);
                const [flows = "", credentials = ""] = Object.values(PROJECT.files).map((file) =>
                    readFileSync(join(folder, file), "utf8"),
                );
                should(flows).containEql("wmw-uplink-out");
                for (const secret of Object.values(LOGIN)) {
                    should(flows).not.containEql(secret);
                    should(credentials).not.containEql(secret);
                }
            });
        });

        describeWithBrowser("in its editor", () => {
            let browser: Browser;
            let editor: Editor;
            let sidebar: MonitorSidebar;

            before(async () => {
                browser = await launchBrowser();
                const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
                // A click on a row of a list that is still unfolding may meet another row.
                await withoutAnimations(page);
                editor = new Editor(page);
                sidebar = new MonitorSidebar(page);
                await editor.open(nodeRed.url);
            });

            after(() => browser.close());

            it("shows devices in the sidebar", async () => {
                await post(httpRoot);
                await sidebar.show();
                await sidebar.device("20635F0100000001").waitFor();
            });

            it("tests a connection", async () => {
                const node = await editor.nodeCalled("to WMW").edit();
                const connection = await node.editConnection();
                should(await connection.test.run()).startWith("The connection works");
                await editor.closeDialogs();
            });

            it("has examples in the Import menu, in their folders", async () => {
                await editor.importExample(
                    "@wmw-nodes/node-red-wmw",
                    ...examplePath("several-enterprises").split("/"),
                );
                await editor.showFlow("Several enterprises");
                await editor.nodeCalled("whose device?").label();
            });

            it("has left no error on the page", () => {
                editor.errors.should.be.empty();
            });
        });
    });

    describe("whose credential secret was changed", () => {
        let nodeRed: NodeRedProcess;

        before(async () => {
            nodeRed = await startNodeRed({
                flows: [TAB, configNode(platform.mqttPort, { tls: "" }), ...nodesThatTell("config")],
                credentials: encrypted({ config: LOGIN }, "the secret before") as Credentials,
                settings: { credentialSecret: "the secret now" },
                caPem: platform.caPem,
            });
            await nodeRed.ready;
        });

        after(() => nodeRed.stop());

        it("says that the username is missing, and what to do", async () => {
            await nodeRed.waitForLine(/status uplink-config: .*:status\.username-missing/);
            await nodeRed.waitForLine(
                /caught config: WMW_NO_CONNECTION: the broker wants a username and a password/,
            );
        });

        it("connects once they are entered again", async () => {
            const connected = platform.next("clientConnected");
            const flows = await new AdminApi(nodeRed.url).flows();
            await new AdminApi(nodeRed.url).deploy(flows, "full", { config: LOGIN });
            await connected;
        });
    });

    describe("whose user directory may only be read", () => {
        let nodeRed: NodeRedProcess;
        let userDirectory: UserDirectory;

        before(async () => {
            const inMemory = { id: "in-memory", queue: "memory", tls: "" };
            userDirectory = createUserDirectory({
                flows: [
                    TAB,
                    configNode(platform.mqttPort, { tls: "" }),
                    configNode(platform.mqttPort, inMemory),
                    ...nodesThatTell("config", "in-memory"),
                ],
                credentials: { config: LOGIN, "in-memory": LOGIN },
                settings: { readOnly: true },
                caPem: platform.caPem,
            });
            chmodSync(userDirectory.path, 0o555);
            const both = platform.next("clientConnected", () => platform.clients().length === 2);
            nodeRed = await startNodeRed({
                userDirectory,
                launcher: process.getuid?.() === 0 ? WITHOUT_ROOTS_RIGHTS : [],
            });
            await nodeRed.ready;
            await both;
            // Until it is known that there can be no queue on disk, documents wait for it.
            await nodeRed.waitForLine(/status uplink-config: .*:status\.queue-failed/);
        });

        after(async () => {
            await nodeRed.stop();
            chmodSync(userDirectory.path, 0o755);
            userDirectory.remove();
        });

        it("sends all documents while the broker is there", async () => {
            for (const id of ["config", "in-memory"]) {
                const received = platform.next("document");
                await new AdminApi(nodeRed.url).inject(`button-${id}`);
                await received;
            }
        });

        it("keeps documents in memory, but not on disk, while the broker is away, and says so", async () => {
            const api = new AdminApi(nodeRed.url);
            const noticed = nodeRed.waitForLine(/caught config: WMW_NO_CONNECTION/);
            const waiting = nodeRed.waitForLine(/status uplink-in-memory: .*, 1 queued/);
            const shown = nodeRed.waitForLine(/status uplink-config: .*:status\.queue-failed/);
            const told = nodeRed.waitForLine(
                /caught uplink-config: WMW_QUEUE_FAILED: .*permission denied.*: let Node-RED's user write there/,
            );
            const received = platform.next("document");
            await platform.stopBroker();
            await noticed;
            for (const id of ["config", "in-memory"]) await api.inject(`button-${id}`);
            await Promise.all([waiting, shown, told]);
            await platform.startBroker();
            await received;
        });
    });
});
