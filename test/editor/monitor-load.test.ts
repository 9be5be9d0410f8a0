import should from "should";
import { type Platform } from "../../demo/platform";
import { type FlowNode } from "../../demo/user-directory";
import { describeWithBrowser } from "../support/browser";
import { configNode, LOGIN, uplinkNode } from "../support/flow-nodes";
import { EditorSession } from "./editor-session";
import { onTab } from "./flows";
import { FrameMeter } from "./frame-meter";
import { MonitorSidebar } from "./pages/monitor-sidebar";

const DEVICES = 1_000;
const PER_SECOND = 100;

/** The long form lasts a minute, and tells a figure that counts: `WMW_MONITOR_SECONDS=60`. */
const SECONDS = Number(process.env.WMW_MONITOR_SECONDS ?? "3");
const TOTAL = DEVICES + PER_SECOND * SECONDS;

/** A function node that sends a document of each device, and then so many a second. */
function loadNode(): FlowNode {
    const func = `
        const send = (number) => {
            const DevEUI = (0x1000 + (number % ${DEVICES})).toString(16).toUpperCase().padStart(16, "0");
            const fields = { DevEUI, FPort: 2, FCntUp: number, payload_hex: "0109ab", LrrRSSI: -80, LrrSNR: 9 };
            const payload = { temperature: number % 30, battery_level: number % 100 };
            node.send({ payload: { DevEUI_uplink: { ...fields, payload } } });
        };
        let number = 0;
        while (number < ${DEVICES}) send(number++);
        const timer = setInterval(() => {
            for (let count = 0; count < 10 && number < ${TOTAL}; count += 1) send(number++);
            if (number === ${TOTAL}) clearInterval(timer);
        }, 100);`;
    return { id: "load", type: "function", func, outputs: 1, libs: [], wires: [["uplink"]] };
}

describeWithBrowser("the sidebar under load", () => {
    let session: EditorSession;
    let platform: Platform;
    let sidebar: MonitorSidebar;

    before(async () => {
        session = await EditorSession.start(({ mqttPort }) => ({
            flows: onTab(
                [configNode(mqttPort, { tls: "" })],
                [
                    { id: "button", type: "inject", props: [], once: false, wires: [["load"]] },
                    loadNode(),
                    uplinkNode(),
                ],
            ),
            credentials: { config: LOGIN },
        }));
        ({ platform } = session);
        sidebar = new MonitorSidebar(session.page);
        await session.editor.node("uplink").status("connected");
        await sidebar.show();
        await sidebar.says("No device has sent anything yet.");
    });

    after(() => session.stop());

    it(`keeps up with ${DEVICES} devices and ${PER_SECOND} documents a second for ${SECONDS} seconds`, async () => {
        const meter = await FrameMeter.start(session.page);
        await session.editor.node("button").pressButton();
        const received = (): number => platform.counts("1234").messages;
        for (let sampled = 0; received() < TOTAL;) {
            await platform.next("document");
            if (received() - sampled < PER_SECOND) continue;
            sampled = received();
            await meter.sample();
        }
        await sidebar.count("acknowledged", TOTAL);
        await sidebar.says("100 of 1,000 devices");
        const script = meter.median;
        console.log(`script time in a frame: ${script.toFixed(1)} ms, median of ${meter.samples} samples`);
    }).timeout((60 + 2 * SECONDS) * 1_000);

    it("shows what the platform has received of each device", async () => {
        await sidebar.filter.fill("00000000000010FF");
        await sidebar.says("1 of 1,000 devices");
        const [text] = await sidebar.devices.allInnerTexts();
        const received = platform.unknownDevices("1234").get("00000000000010FF");
        should(text).match(new RegExp(`Count\\s*${received}\\b|\\s${received}\\s`));
    });

    it("has left no error on the page", () => {
        session.editor.errors.should.be.empty();
    });
});
