import should from "should";
import { type EditorSession } from "./editor-session";
import { type ConnectionDialog } from "./pages/connection-dialog";

/** What the fields of a connection's dialog take, refuse and show, of the connection of the node `uplink`. */
export function describeConnectionFields(sessionOf: () => EditorSession): void {
    describe("while it is open", () => {
        let session: EditorSession;
        let dialog: ConnectionDialog;

        before(async () => {
            session = sessionOf();
            dialog = await (await session.editor.node("uplink").edit()).editConnection();
        });

        after(() => session.editor.closeDialogs());

        beforeEach(async () => {
            await dialog.chooseRegion("custom");
            await dialog.fill("customHostname", "broker.example.com");
            await dialog.fill("enterpriseId", "1234");
        });

        it("keeps the rare settings folded until they are wanted", async () => {
            (await dialog.field("keepalive").isVisible()).should.be.false();
            await dialog.moreSettings.click();
            (await dialog.field("keepalive").isVisible()).should.be.true();
            (await dialog.value("keepalive")).should.equal("60");
        });

        it("shows where the connection leads as region, hostname and enterprise are filled in", async () => {
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://broker.example.com:8883",
                uplink: "uplink_1234",
                downlink: "downlink_1234",
            });
            await dialog.fill("customHostname", "[2001:db8::1]:8884");
            await dialog.fill("enterpriseId", "my-account_2");
            (await dialog.preview()).should.deepEqual({
                broker: "mqtts://[2001:db8::1]:8884",
                uplink: "uplink_my-account_2",
                downlink: "downlink_my-account_2",
            });
            await dialog.chooseRegion("Staging");
            (await dialog.preview()).broker.should.equal("mqtts://staging.mqtt.wmw-hub.com:8883");
        });

        it("follows every letter, not only what is finished", async () => {
            await dialog.field("enterpriseId").fill("");
            await dialog.field("enterpriseId").pressSequentially("98");
            (await dialog.preview()).uplink.should.equal("uplink_98");
        });

        it("asks for a hostname only where the region is Custom", async () => {
            (await dialog.field("customHostname").isVisible()).should.be.true();
            await dialog.chooseRegion("US");
            (await dialog.field("customHostname").isVisible()).should.be.false();
            await dialog.chooseRegion("custom");
            (await dialog.field("customHostname").isVisible()).should.be.true();
        });

        it("offers the regions that it knows and those of settings.js, and marks what is not confirmed", async () => {
            (await dialog.options("region")).should.deepEqual([
                ["US", "US (not confirmed)"],
                ["Staging", "Staging"],
                ["EU", "EU"],
                ["custom", "Custom"],
            ]);
            await dialog.chooseRegion("EU");
            (await dialog.preview()).broker.should.equal("mqtts://eu.example.com:8884");
            (await dialog.notConfirmed.isVisible()).should.be.false();
            await dialog.chooseRegion("US");
            (await dialog.notConfirmed.isVisible()).should.be.true();
        });

        for (const [hostname, reason] of [
            ["", "missing"],
            ["mqtts://broker.example.com", "expected host or host:port, without a scheme such as mqtts://"],
            ["broker.example.com/mqtt", "expected host or host:port, without a path"],
            [
                "me:secret@broker",
                "expected host or host:port; username and password have fields of their own",
            ],
            ["broker:0", "expected a port of 1 to 65535"],
            ["broker:65536", "expected a port of 1 to 65535"],
            ["::1", "expected host or host:port; an IPv6 address in brackets"],
            ["bro ker", "expected host or host:port; an IPv6 address in brackets"],
        ] as const) {
            it(`refuses the hostname "${hostname}"`, async () => {
                await dialog.fill("customHostname", hostname);
                (await dialog.refused()).should.deepEqual(["customHostname"]);
                (await dialog.preview()).broker.should.equal(`Custom Hostname: ${reason}`);
            });
        }

        for (const [enterpriseId, reason] of [
            ["", "missing"],
            ["12/34", "expected 1 to 64 letters, digits, - or _"],
            ["+", "expected 1 to 64 letters, digits, - or _"],
            ["x".repeat(65), "expected 1 to 64 letters, digits, - or _"],
        ] as const) {
            it(`refuses the enterprise ID "${enterpriseId}"`, async () => {
                await dialog.fill("enterpriseId", enterpriseId);
                (await dialog.refused()).should.deepEqual(["enterpriseId"]);
                (await dialog.preview()).uplink.should.equal(`Enterprise ID: ${reason}`);
                (await dialog.preview()).downlink.should.equal(`Enterprise ID: ${reason}`);
            });
        }

        it("does not mind a bad hostname where the region is another", async () => {
            await dialog.fill("customHostname", "mqtts://x");
            await dialog.chooseRegion("Staging");
            (await dialog.refused()).should.be.empty();
        });

        it("takes blanks around what was pasted away", async () => {
            await dialog.fill("customHostname", " broker.example.com:8884 ");
            await dialog.fill("enterpriseId", "\t1705 ");
            (await dialog.value("customHostname")).should.equal("broker.example.com:8884");
            (await dialog.value("enterpriseId")).should.equal("1705");
            (await dialog.refused()).should.be.empty();
        });

        it("wants a username with a password, and is content with neither or with a username alone", async () => {
            await dialog.fill("password", "secret");
            (await dialog.refused()).should.deepEqual(["username"]);
            (await dialog.reason("username")).should.equal("Username: missing, though there is a password");
            await dialog.fill("username", "me");
            (await dialog.refused()).should.be.empty();
            await dialog.fill("password", "");
            (await dialog.refused()).should.be.empty();
            await dialog.fill("username", "");
            (await dialog.refused()).should.be.empty();
        });

        for (const [name, bad, reason] of [
            [
                "keepalive",
                ["0", "65536", "1.5", "", "a minute"],
                "Keep alive: expected a whole number of 1 to 65535",
            ],
            ["connectTimeout", ["0", "3601"], "Connect time-out: expected a whole number of 1 to 3600"],
            ["actionTimeout", ["0", "3601"], "Action time-out: expected a whole number of 1 to 3600"],
            ["inFlight", ["0", "65536", "-1"], "In flight: expected a whole number of 1 to 65535"],
            ["queueLimit", ["0", "10000001", "1e3"], "Documents: expected a whole number of 1 to 10000000"],
            ["queueMaxMB", ["0", "100001", "1.5"], "Size: expected a whole number of 1 to 100000"],
        ] as const) {
            it(`refuses what is out of range in ${name}, and says why`, async () => {
                await dialog.showMoreSettings();
                for (const text of bad) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([name], text);
                }
                (await dialog.reason(name)).should.equal(reason);
                await dialog.fill(name, "1");
                (await dialog.refused()).should.be.empty();
            });
        }

        for (const [name, good, bad, reason] of [
            [
                "uplinkTimeValidity",
                ["", "90s", "5m", "72h", "3d"],
                ["5", "h", "0m", "-1h", "1.5h", "2 weeks"],
                "Time validity: expected a number and a unit, such as 90s, 5m, 72h or 3d",
            ],
            [
                "sharedGroup",
                ["", "replicas", " a-b_2 "],
                ["a/b", "+", "#", "two words", "x".repeat(65)],
                "Shared group: expected 1 to 64 letters, digits, - or _",
            ],
            [
                "minUplinksPerHour",
                ["", "1", "10000000"],
                ["0", "1.5", "many", "10000001"],
                "Minimum per hour: expected a whole number of 1 to 10000000",
            ],
            [
                "rateWindow",
                ["", "Mon-Fri", "Mon-Fri 08:00-18:00, Sat 09:00-12:00"],
                ["always", "08:00-18:00", "Mon-Fri 8-18"],
                "Days and hours: expected days and hours, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00",
            ],
        ] as const) {
            it(`takes what is good for ${name}, refuses the rest, and says why`, async () => {
                await dialog.showMoreSettings();
                for (const text of bad) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([name], text);
                }
                (await dialog.reason(name)).should.equal(reason);
                for (const text of good) {
                    await dialog.fill(name, text);
                    (await dialog.refused()).should.deepEqual([], text);
                }
                await dialog.fill(name, "");
            });
        }

        it("sorts the rare settings under headings", async () => {
            await dialog.showMoreSettings();
            (await dialog.groups.allTextContents()).should.deepEqual([
                "Connection",
                "Queue",
                "Commands",
                "Alarm: too few uplinks",
            ]);
        });

        it("says what each choice of the rare settings means", async () => {
            (await dialog.options("reconnectStrategy")).should.deepEqual([
                ["normal", "Normal: waits 1 minute at most"],
                ["calm", "Calm: waits 10 minutes at most"],
                ["aggressive", "Aggressive: waits 10 seconds at most"],
            ]);
            (await dialog.options("queue")).should.deepEqual([
                ["disk", "On disk: survives a restart"],
                ["memory", "In memory: lost at a restart"],
            ]);
            (await dialog.options("whenFull")).should.deepEqual([
                ["reject-new", "Refuse new documents"],
                ["drop-oldest", "Give up the oldest documents"],
            ]);
        });

        it("refuses a client ID that is too long", async () => {
            await dialog.showMoreSettings();
            await dialog.fill("clientId", "x".repeat(129));
            (await dialog.refused()).should.deepEqual(["clientId"]);
            await dialog.fill("clientId", "x".repeat(128));
            (await dialog.refused()).should.be.empty();
        });

        it("shows and hides what is typed as a password", async () => {
            await dialog.fill("password", "secret");
            should(await dialog.field("password").getAttribute("type")).equal("password");
            should(await dialog.eye.getAttribute("aria-label")).equal("Show the password");
            await dialog.eye.click();
            should(await dialog.field("password").getAttribute("type")).equal("text");
            should(await dialog.eye.getAttribute("aria-label")).equal("Hide the password");
            should(await dialog.eye.getAttribute("aria-pressed")).equal("true");
            await dialog.eye.click();
            should(await dialog.field("password").getAttribute("type")).equal("password");
            (await dialog.value("password")).should.equal("secret");
            await dialog.fill("password", "");
        });

        it("gives each field a label that leads to it", async () => {
            await dialog.showMoreSettings();
            for (const name of [
                "name",
                "customHostname",
                "enterpriseId",
                "username",
                "password",
                "keepalive",
                "reconnectStrategy",
                "queue",
                "queueLimit",
                "queueMaxMB",
                "whenFull",
                "uplinkTimeValidity",
                "downlinkPort",
                "downlinkAsId",
                "downlinkAsKey",
                "sharedGroup",
            ]) {
                await dialog.label(name).click();
                await dialog.field(name).and(session.page.locator(":focus")).waitFor();
            }
        });
    });
}
