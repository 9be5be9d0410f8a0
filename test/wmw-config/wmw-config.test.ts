import should from "should";
import { createAuthority } from "../../demo/certificates";
import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { command, uplink } from "../support/documents";
import {
    configNode,
    credentialsFor,
    downlinkNode,
    LOGIN,
    mainFlow,
    outcomeNodes,
    tlsNode,
    uplinkNode,
} from "../support/flow-nodes";
import { StandInSuite } from "../support/stand-in-suite";

describe("wmw-config", () => {
    const suite = new StandInSuite();
    let platform: Platform;

    before(() => {
        ({ platform } = suite);
    });

    describe("shares one connection", () => {
        it("between all nodes that use it", async () => {
            const flow = await suite.start([
                ...mainFlow(platform),
                uplinkNode({ id: "uplink2" }),
                downlinkNode({ id: "downlink2", wires: [] }),
            ]);
            for (const id of ["uplink", "uplink2", "downlink", "downlink2"])
                await flow.status(id, "connected");
            platform.clients().should.have.length(1);
        });

        it("and opens another one for another configuration", async () => {
            const flow = await suite.start(
                [
                    tlsNode(),
                    configNode(platform.mqttPort),
                    configNode(platform.mqttPort, { id: "config2", enterpriseId: "5678" }),
                    uplinkNode(),
                    uplinkNode({ id: "uplink2", connection: "config2" }),
                ],
                {
                    ...credentialsFor(platform.caPem),
                    config2: { username: "other-username", password: "other-password" },
                },
            );
            await flow.status("uplink", "connected");
            await flow.status("uplink2", "connected");
            const received = platform.next("document");
            flow.send("uplink2", { payload: uplink() });
            (await received).enterpriseId.should.equal("5678");
            const [one, two] = platform.clients();
            should(one?.clientId).not.equal(two?.clientId);
        });

        it("and opens none where nobody uses it", async () => {
            await suite.start([tlsNode(), configNode(platform.mqttPort)]);
            platform.clients().should.be.empty();
        });

        it("under a client id of 23 characters, or the one that the user chose", async () => {
            const flow = await suite.start(
                [
                    ...mainFlow(platform),
                    configNode(platform.mqttPort, { id: "chosen", clientId: "gateway 7" }),
                    uplinkNode({ id: "uplink2", connection: "chosen" }),
                ],
                { ...credentialsFor(platform.caPem), chosen: LOGIN },
            );
            await flow.status("uplink", "connected");
            await flow.status("uplink2", "connected");
            const ids = platform.clients().map(({ clientId }) => clientId);
            ids.should.containEql("gateway 7");
            ids.filter((id) => /^wmw[0-9a-f]{20}$/.test(id)).should.have.length(1);
        });
    });

    describe("says in the status of its nodes", () => {
        const misconfigured: [status: string, config: FlowNode, credentials?: Credentials][] = [
            ["enterprise-id-missing", { enterpriseId: "" }],
            ["enterprise-id-invalid", { enterpriseId: "12/34" }],
            ["custom-hostname-missing", { customHostname: "" }],
            ["custom-hostname-invalid", { customHostname: "mqtts://localhost" }],
            ["region-unknown", { region: "Mars" }],
            ["tls-not-usable", { tls: "gone" }],
            ["variable-not-set", { enterpriseId: "${WMW_TEST_VARIABLE_THAT_IS_NOT_SET}" }],
            ["username-missing", {}, { config: { password: "secret" } }],
            ["settings-invalid", { keepalive: -1 }],
            ["newer-version", { version: 99 }],
        ];
        for (const [status, config, credentials] of misconfigured) {
            it(`"${status}", and refuses documents with WMW_NO_CONNECTION`, async () => {
                const flow = await suite.start(mainFlow(platform, { config }), credentials);
                await flow.status("uplink", status);
                await flow.status("downlink", status);
                // The configuration itself reports its problems, to the Catch nodes of each of its two users.
                for (const type of ["wmw-config", "wmw-config", "wmw-uplink-out"]) {
                    if (type === "wmw-uplink-out") flow.send("uplink", { payload: uplink() });
                    const { error } = await flow.next("errors");
                    should(error).have.property("code", "WMW_NO_CONNECTION");
                    should(error).have.propertyByPath("source", "type").equal(type);
                }
                platform.clients().should.be.empty();
            });
        }

        it("that the password stands where it does not belong, and does not show it", async () => {
            const password = "a password";
            const flow = await suite.start(
                mainFlow(platform, { config: { enterpriseId: password } }),
                credentialsFor(platform.caPem, { ...LOGIN, password }),
            );
            await flow.status("uplink", "enterprise-id-invalid");
            flow.send("uplink", { payload: uplink() });
            const caught = [await flow.next("errors"), await flow.next("errors"), await flow.next("errors")];
            for (const { error } of caught) {
                should(error)
                    .have.property("message")
                    .match(/ enterpriseId: .*, got the password$/);
            }
            JSON.stringify([caught, flow.logged("error"), flow.logged("warn")]).should.not.containEql(
                password,
            );
        });

        it("that no connection is selected, or that it is missing", async () => {
            const flow = await suite.start([
                uplinkNode({ connection: "" }),
                downlinkNode({ connection: "gone", wires: [] }),
                ...outcomeNodes(),
            ]);
            await flow.status("uplink", "no-connection");
            await flow.status("downlink", "connection-disabled");
            flow.send("uplink", { payload: uplink() });
            should((await flow.next("errors")).error).have.property("code", "WMW_NO_CONNECTION");
        });

        it("that the username or password is wrong", async () => {
            const flow = await suite.start(
                mainFlow(platform),
                credentialsFor(platform.caPem, { ...LOGIN, password: "not-the-password" }),
            );
            await flow.status("uplink", "wrong-login");
            const caught = await flow.next("errors");
            should(caught.error)
                .have.property("message")
                .match(/refuses the username or the password/);
            JSON.stringify([caught, flow.logged("error"), flow.logged("warn")]).should.not.containEql(
                "not-the-password",
            );
        });

        it("that the certificate is for another host name, whatever the TLS settings say", async () => {
            const authority = await createAuthority("A CA");
            const certificate = await authority.issue({ hosts: ["broker.example.com"] });
            const other = await startPlatform({ authority, certificate });
            const flow = await suite.start(
                [{ ...tlsNode(), verifyservercert: false }, ...mainFlow(other).slice(1)],
                credentialsFor(other.caPem),
            );
            await flow.status("uplink", "wrong-host-name");
            other.clients().should.be.empty();
            await other.close();
        });

        it("that the connection is deactivated", async () => {
            const flow = await suite.start(mainFlow(platform, { config: { active: false } }));
            await flow.status("uplink", "deactivated");
            await flow.status("downlink", "deactivated");
            platform.clients().should.be.empty();
        });
    });

    const fromTheStart: [text: string, config: FlowNode][] = [
        ["deactivated", { active: false }],
        ["enterprise-id-missing", { enterpriseId: "" }],
    ];
    for (const [text, config] of fromTheStart) {
        it(`tells Status nodes of "${text}" too, which its nodes show from the start, once`, async () => {
            const flow = await suite.start([
                ...mainFlow(platform, { config }),
                { id: "status", type: "status", scope: ["uplink"], wires: [["statuses"]] },
                { id: "statuses", type: "helper" },
            ]);
            should((await flow.next("statuses")).status)
                .have.property("text")
                .endWith(`:status.${text}`);
            // Both come by way of the same node, one behind the other.
            flow.node("uplink")?.status({ text: "the next one" });
            should((await flow.next("statuses")).status).have.property("text", "the next one");
        });
    }

    it("takes values from environment variables, credentials too", async () => {
        process.env.WMW_TEST_HOSTNAME = `localhost:${platform.mqttPort}`;
        process.env.WMW_TEST_ENTERPRISE = "1234";
        process.env.WMW_TEST_PASSWORD = LOGIN.password;
        const flow = await suite.start(
            mainFlow(platform, {
                config: { customHostname: "${WMW_TEST_HOSTNAME}", enterpriseId: "${WMW_TEST_ENTERPRISE}" },
            }),
            credentialsFor(platform.caPem, { ...LOGIN, password: "${WMW_TEST_PASSWORD}" }),
        );
        const received = platform.next("document");
        flow.send("uplink", { payload: uplink() });
        (await received).topic.should.equal("uplink_1234");
    });

    it("works with a configuration that was written by hand, without version and defaults", async () => {
        const flow = await suite.start([
            tlsNode(),
            {
                id: "config",
                type: "wmw-config",
                region: "custom",
                customHostname: `localhost:${platform.mqttPort}`,
                enterpriseId: "1234",
                tls: "ca",
            },
            { id: "uplink", type: "wmw-uplink-out", connection: "config" },
        ]);
        const received = platform.next("document");
        flow.send("uplink", { payload: uplink() });
        (await received).devEUI?.should.equal("20635F0100000001");
    });

    it("is closed although its queues cannot be, and says so", async () => {
        const flow = await suite.start(mainFlow(platform));
        await flow.status("uplink", "connected");
        const { queues } = flow.node("config") as WmwConfigNode;
        queues.close = () => Promise.reject(new Error("the disk is gone"));
        const gone = platform.next("clientGone");
        await flow.stop();
        await gone;
        flow.logged("warn").should.containEql("it could not be closed: Error: the disk is gone");
    });

    it("comes back after an outage, and is subscribed again", async () => {
        const flow = await suite.start(mainFlow(platform));
        await flow.status("downlink", "connected");
        const subscribed = platform.next("subscribed");
        platform.disconnectClients();
        await subscribed;
        await platform.sendDownlink("1234", command());
        should((await flow.next("commands")).devEUI).equal("20635F0100000001");
    });
});
