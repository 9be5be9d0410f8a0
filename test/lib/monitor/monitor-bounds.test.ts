import { readMonitorBounds } from "../../../nodes/lib/monitor/monitor-bounds";

const DEFAULTS = { devices: 2_000, messages: 100, bytes: 12 * 2 ** 20 };

describe("the bounds of the monitor", () => {
    function read(settings: Readonly<Record<string, unknown>>): ReturnType<typeof readMonitorBounds> {
        return readMonitorBounds((name) => settings[name]);
    }

    it("are 2,000 devices with 100 messages each, in 12 MB, where settings.js says nothing", () => {
        read({}).should.deepEqual({ bounds: DEFAULTS, problems: [] });
    });

    it("are those of settings.js", () => {
        const settings = { wmwConfigMonitorDevices: 5, wmwConfigMonitorMessages: 7, wmwConfigMonitorMB: 2 };
        read(settings).should.deepEqual({
            bounds: { devices: 5, messages: 7, bytes: 2 * 2 ** 20 },
            problems: [],
        });
    });

    for (const value of [0, -1, 1.5, "5", null, Infinity, 1e9]) {
        it(`are the defaults where settings.js says ${JSON.stringify(value)}, which is told`, () => {
            const { bounds, problems } = read({ wmwConfigMonitorDevices: value, wmwConfigMonitorMB: value });
            bounds.should.deepEqual(DEFAULTS);
            problems
                .map(({ path }) => path)
                .should.deepEqual(["wmwConfigMonitorDevices", "wmwConfigMonitorMB"]);
        });
    }
});
