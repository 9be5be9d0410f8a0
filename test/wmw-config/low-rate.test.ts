import should from "should";
import { type LowRate } from "../../nodes/lib/monitor/monitor-view";
import { Monitors } from "../../nodes/lib/monitor/monitors";
import { Redaction } from "../../nodes/lib/monitor/redaction";
import { checkRateWindow } from "../../nodes/lib/monitor/weekly-window";
import { monitorConfig, type ConfigMonitor } from "../../nodes/wmw-config/config-monitor";
import { reportTo } from "../../nodes/wmw-config/config-reports";
import { type WmwConfigNode } from "../../nodes/wmw-config/wmw-config-node";
import { valueOf } from "../lib/support/checked";
import { ManualClock } from "../lib/support/manual-clock";
import { uplink } from "../support/documents";
import { mainFlow } from "../support/flow-nodes";
import { StandInSuite } from "../support/stand-in-suite";

const HOUR = 3_600_000;

describe("too few uplinks on a connection", () => {
    const suite = new StandInSuite();

    it("are told to the Catch nodes of those who use it, by their code", async () => {
        const flow = await suite.start(mainFlow(suite.platform));
        await flow.status("uplink", "connected");
        const node = flow.node("config") as WmwConfigNode | null;
        if (!node) throw new Error("there is no configuration");
        const report = reportTo(node, { tell: () => undefined });
        report({ type: "lowRate", low: { uplinks: 3, minimum: 60 } });
        const { error } = await flow.next("errors");
        should(error).have.property("code", "WMW_LOW_RATE");
        should(error)
            .have.property("message")
            .startWith("WMW_LOW_RATE: 3 uplinks in the last hour, expected 60 at least");
    });

    describe("are noticed", () => {
        const message = { direction: "uplink", devEUI: undefined, payload: "{}", bytes: 2 } as const;
        let clock: ManualClock;
        let told: (LowRate | undefined)[];
        let announced: number;

        beforeEach(() => {
            clock = new ManualClock();
            told = [];
            announced = 0;
        });

        function make(minimum: number | undefined): ConfigMonitor {
            const monitors = new Monitors({
                clock,
                bounds: { devices: 10, messages: 10, bytes: 10_000 },
                announce: () => {
                    announced += 1;
                },
            });
            const window = valueOf(checkRateWindow(""));
            return monitorConfig({
                configId: "config",
                destination: "",
                monitors,
                limit: minimum === undefined ? undefined : { minimum, window },
                redaction: new Redaction([]),
                clock,
                lowRate: (low) => told.push(low),
            });
        }

        it("by the uplinks that pass by, and viewers hear of it", () => {
            const { monitor, alarm } = make(2);
            alarm?.start();
            monitor.saw(message);
            clock.advance(HOUR - 1);
            monitor.look();
            clock.advance(1);
            told.should.deepEqual([{ uplinks: 1, minimum: 2 }]);
            announced.should.equal(1);
            alarm?.stop();
        });

        it("by nobody where the connection has no minimum", () => {
            should(make(undefined).alarm).be.undefined();
        });
    });

    it("are not watched by a connection that is switched off", async () => {
        const flow = await suite.start(
            mainFlow(suite.platform, { config: { active: false, minUplinksPerHour: 60 } }),
        );
        const node = flow.node("config") as WmwConfigNode | null;
        should(node?.monitor).not.be.undefined();
        should(node?.monitor?.alarm).be.undefined();
    });

    it("are watched by one that is on, whose uplinks its monitor sees", async () => {
        const flow = await suite.start(mainFlow(suite.platform, { config: { minUplinksPerHour: 60 } }));
        const node = flow.node("config") as WmwConfigNode | null;
        should(node?.monitor?.alarm).not.be.undefined();
        flow.send("uplink", { payload: uplink() });
        await flow.next("completed");
        // A new minute may have begun since.
        const [before = 0, now = 0] = node?.monitor?.monitor.uplinks.last(2) ?? [];
        should(before + now).equal(1);
    });
});
