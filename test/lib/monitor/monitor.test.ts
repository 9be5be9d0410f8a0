import should from "should";
import { MessageBudget } from "../../../nodes/lib/monitor/message-budget";
import { Monitor } from "../../../nodes/lib/monitor/monitor";
import { Redaction } from "../../../nodes/lib/monitor/redaction";
import { uplink } from "../../support/documents";
import { ManualClock } from "../support/manual-clock";

const A = "20635F010000000A";
const B = "20635F010000000B";
const SECOND = 1_000;

describe("the monitor of a connection", () => {
    const redaction = new Redaction(["s3cret"]);
    let clock: ManualClock;
    let monitor: Monitor;
    let announced: number[];

    beforeEach(() => {
        clock = new ManualClock();
        announced = [];
        monitor = make();
    });

    function make(): Monitor {
        return new Monitor({
            clock,
            bounds: { devices: 3, messages: 2, bytes: 100_000 },
            budget: new MessageBudget(100_000),
            announce: (change) => announced.push(change),
        });
    }

    function send(devEUI: string, fields: object = {}): void {
        const payload = JSON.stringify(uplink(devEUI, fields));
        monitor.saw({ direction: "uplink", devEUI, payload, bytes: payload.length });
    }

    function devices(since = 0): ReturnType<Monitor["devices"]> {
        return monitor.devices(since, redaction);
    }

    describe("tells of devices", () => {
        it("what their documents say", () => {
            send(A, {
                CustomerData: { name: "Cold room", alr: { pro: "ELSYS/ELT2" } },
                payload: { battery_level: 80 },
            });
            const [device] = devices().devices;
            should(device).have.properties({
                devEUI: A,
                count: 1,
                lastMessage: clock.now(),
                name: "Cold room",
                model: "ELSYS/ELT2",
                rssi: -83,
                snr: 9.5,
            });
            should(device?.battery).deepEqual({ name: "battery_level", value: 80, unit: "%" });
        });

        it("the model by the driver rather than by the profile, and reads data that stand as text", () => {
            send(A, {
                CustomerData: '{"name":"Pallet","alr":{"pro":"LORA/Generic"}}',
                DriverCfg: { app: { pId: "elsys", mId: "ers" } },
            });
            should(devices().devices[0]).have.properties({ name: "Pallet", model: "elsys ers" });
        });

        it("what earlier documents have said and later ones do not", () => {
            send(A, { CustomerData: { name: "Cold room" }, payload: { battery_voltage: 3.6 } });
            devices();
            send(A, { CustomerData: null, LrrRSSI: -90 });
            should(devices().devices[0]).have.properties({ name: "Cold room", rssi: -90, count: 2 });
            should(devices().devices[0]?.battery?.value).equal(3.6);
        });

        it("nothing that is secret", () => {
            send(A, { CustomerData: { name: "s3cret" } });
            JSON.stringify(devices()).should.not.containEql("s3cret");
        });

        it("only those with something new", () => {
            send(A);
            const { change } = devices();
            devices(change).devices.should.be.empty();
            send(B);
            devices(change)
                .devices.map(({ devEUI }) => devEUI)
                .should.deepEqual([B]);
        });

        it("all of them to one who looked before a restart, though the clock was set back", () => {
            send(A);
            const { change } = devices();
            clock.set(0);
            monitor = make();
            send(B);
            devices(change).devices.should.have.length(1);
        });

        it("which are forgotten", () => {
            for (const devEUI of [A, B]) send(devEUI);
            const { change, floor } = devices();
            floor.should.be.below(change);
            for (const devEUI of ["1", "2", "3"]) send(devEUI);
            const later = devices(change);
            later.floor.should.be.above(change);
            monitor.clear();
            const cleared = devices(later.change);
            cleared.devices.should.be.empty();
            cleared.floor.should.be.above(later.change);
        });
    });

    describe("tells of messages", () => {
        it("those of one device, oldest first, and which are not kept any more", () => {
            for (const FCntUp of [1, 2, 3]) send(A, { FCntUp });
            send(B, { FCntUp: 9 });
            const { messages, floor } = monitor.messages(A, 0, redaction);
            messages.map(({ fCount }) => fCount).should.deepEqual([2, 3]);
            should(messages[0]?.number).equal(floor);
        });

        it("only those that are new", () => {
            send(A);
            const [first] = monitor.messages(A, 0, redaction).messages;
            should(first).not.be.undefined();
            send(A, { FCntUp: 8 });
            const { messages } = monitor.messages(A, first?.number ?? 0, redaction);
            messages.map(({ fCount }) => fCount).should.deepEqual([8]);
        });

        it("none of a device that it does not know", () => {
            send(A);
            const { messages, floor } = monitor.messages(B, 0, redaction);
            messages.should.be.empty();
            floor.should.be.above(devices().change);
        });

        it("the documents, one or all, without what is secret", () => {
            send(A, { note: "s3cret" });
            send(A, { FCntUp: 8 });
            const all = monitor.documents(A, "all", redaction);
            all.should.have.length(2);
            should(all[1]).have.properties({ direction: "uplink", at: clock.now() });
            should(all[1]?.document).deepEqual(uplink(A, { FCntUp: 8 }));
            JSON.stringify(all).should.not.containEql("s3cret");
            monitor.documents(A, all[0]?.number ?? 0, redaction).should.deepEqual([all[0]]);
            monitor.documents(B, "all", redaction).should.be.empty();
        });
    });

    describe("tells viewers that there is something new", () => {
        it("not while nobody looks", () => {
            send(A);
            monitor.changed();
            announced.should.be.empty();
        });

        it("at once, and then once a second at most", () => {
            monitor.look();
            for (let count = 0; count < 100; count += 1) send(A);
            announced.should.have.length(1);
            clock.advance(SECOND);
            announced.should.have.length(2);
            should(announced[1]).equal(devices().change);
            clock.advance(SECOND);
            announced.should.have.length(2);
        });

        it("for 45 seconds after they have looked", () => {
            monitor.look();
            clock.advance(45 * SECOND - 1);
            monitor.changed();
            announced.should.have.length(1);
            clock.advance(1);
            monitor.changed();
            clock.advance(SECOND);
            announced.should.have.length(1);
        });
    });

    it("keeps bytes from a socket without what else came in one piece with them", () => {
        const piece = Buffer.from(`${JSON.stringify(uplink(A))}${" ".repeat(100_000)}`);
        const payload = piece.subarray(0, piece.indexOf(" "));
        monitor.saw({ direction: "command", devEUI: A, payload, bytes: payload.length });
        piece.fill(0);
        should(monitor.documents(A, "all", redaction)[0]?.document).deepEqual(uplink(A));
    });

    it("counts uplinks and commands of the last 30 minutes apart", () => {
        send(A);
        send(A);
        monitor.saw({ direction: "command", devEUI: A, payload: "{}", bytes: 2 });
        const { uplinks, commands } = monitor.rates;
        uplinks.should.have.length(30);
        should(uplinks.at(-1)).equal(2);
        should(commands.at(-1)).equal(1);
    });

    it("gives all room back when it is closed", () => {
        const budget = new MessageBudget(100_000);
        monitor = new Monitor({
            clock,
            bounds: { devices: 3, messages: 2, bytes: 100_000 },
            budget,
            announce: () => undefined,
        });
        for (const devEUI of [A, B]) send(devEUI);
        budget.bytes.should.be.above(0);
        monitor.close();
        budget.bytes.should.equal(0);
    });
});
