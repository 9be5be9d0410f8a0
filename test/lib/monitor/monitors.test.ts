import should from "should";
import { Monitors } from "../../../nodes/lib/monitor/monitors";
import { Redaction } from "../../../nodes/lib/monitor/redaction";
import { type Monitor } from "../../../nodes/lib/monitor/monitor";
import { ManualClock } from "../support/manual-clock";

const PAYLOAD = "x".repeat(800);

describe("the monitors of all connections", () => {
    let monitors: Monitors;
    let announced: string[];

    beforeEach(() => {
        announced = [];
        monitors = new Monitors({
            clock: new ManualClock(),
            // Three messages, with what else they take.
            bounds: { devices: 10, messages: 10, bytes: 3_500 },
            announce: (configId) => announced.push(configId),
        });
    });

    function send(monitor: Monitor, devEUI: string): void {
        monitor.saw({ direction: "uplink", devEUI, payload: PAYLOAD, bytes: PAYLOAD.length });
    }

    function kept(monitor: Monitor, devEUI: string): number {
        return monitor.messages(devEUI, 0, new Redaction([])).messages.length;
    }

    it("go on where a connection is made anew and leads to the same destination", () => {
        const monitor = monitors.open("config", "mqtts://a 1234");
        monitors.open("config", "mqtts://a 1234").should.equal(monitor);
    });

    it("begin anew where it leads elsewhere, or was deleted in between", () => {
        const first = monitors.open("config", "mqtts://a 1234");
        const second = monitors.open("config", "mqtts://a 1705");
        should(second === first).be.false();
        monitors.close("config");
        should(monitors.open("config", "mqtts://a 1705") === second).be.false();
    });

    it("share the room for messages: the oldest of all makes room", () => {
        const [one, two] = [monitors.open("one", ""), monitors.open("two", "")];
        send(one, "A");
        send(one, "A");
        send(two, "B");
        send(two, "B");
        [kept(one, "A"), kept(two, "B")].should.deepEqual([1, 2]);
    });

    it("leave their room to the others when they go", () => {
        const [one, two] = [monitors.open("one", ""), monitors.open("two", "")];
        send(one, "A");
        send(one, "A");
        monitors.close("one");
        for (let count = 0; count < 3; count += 1) send(two, "B");
        kept(two, "B").should.equal(3);
    });

    it("announce under the id of their configuration", () => {
        const monitor = monitors.open("config", "");
        monitor.look();
        send(monitor, "A");
        announced.should.deepEqual(["config"]);
    });
});
