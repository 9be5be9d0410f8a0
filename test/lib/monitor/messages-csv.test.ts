import { messagesCsv } from "../../../nodes/lib/monitor/messages-csv";
import { type StatusMessage } from "../../../nodes/lib/monitor/monitor-view";

const MESSAGE: StatusMessage = {
    number: 1,
    kind: "uplink",
    date: Date.UTC(2026, 10, 2, 7, 15),
    fPort: 2,
    fCount: 7,
    rssi: -83,
    snr: 9.5,
    payload: "0109ab",
    values: [],
};
const HEADER = "Date,Kind,FPort,FCount,RSSI,SNR,Payload";

describe("status messages as CSV", () => {
    it("have a header, and a line each", () => {
        messagesCsv([MESSAGE]).should.equal(
            `${HEADER}\r\n2026-11-02T07:15:00.000Z,uplink,2,7,-83,9.5,0109ab\r\n`,
        );
    });

    it("are a header where there are none", () => {
        messagesCsv([]).should.equal(`${HEADER}\r\n`);
    });

    it("have a column for each value that one of them has, and leave it empty in the others", () => {
        const csv = messagesCsv([
            { ...MESSAGE, values: [{ name: "temperature", value: 20.4, unit: "°C" }] },
            { ...MESSAGE, fPort: null, values: [{ name: "moving", value: false }] },
        ]);
        csv.split("\r\n").should.deepEqual([
            `${HEADER},temperature (°C),moving`,
            "2026-11-02T07:15:00.000Z,uplink,2,7,-83,9.5,0109ab,20.4,",
            "2026-11-02T07:15:00.000Z,uplink,,7,-83,9.5,0109ab,,false",
            "",
        ]);
    });

    for (const [value, cell] of [
        ["a,b", '"a,b"'],
        ['say "hi"', '"say ""hi"""'],
        ["two\nlines", '"two\nlines"'],
        ["=1+1", "'=1+1"],
        ["@SUM(A1)", "'@SUM(A1)"],
        ["-1,+2", `"'-1,+2"`],
        ["-83.5", "-83.5"],
        ["", ""],
    ] as const) {
        it(`write ${JSON.stringify(value)} as ${JSON.stringify(cell)}`, () => {
            const csv = messagesCsv([{ ...MESSAGE, values: [{ name: "note", value }] }]);
            csv.should.endWith(`,0109ab,${cell}\r\n`);
        });
    }
});
