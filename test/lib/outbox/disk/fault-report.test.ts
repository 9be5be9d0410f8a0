import { FaultReport } from "../../../../nodes/lib/outbox/disk/fault-report";

describe("the report of faults", () => {
    let told: (string | undefined)[];
    let faults: FaultReport;

    beforeEach(() => {
        told = [];
        faults = new FaultReport({ fault: (reason) => told.push(reason) });
    });

    it("tells a fault once, and its end once", () => {
        faults.raise("write", "full");
        faults.raise("write", "full");
        faults.clear("write");
        faults.clear("write");
        told.should.deepEqual(["full", undefined]);
    });

    it("tells of no end where there was no fault", () => {
        faults.clear("write");
        told.should.deepEqual([]);
    });

    it("tells the fault that is left where one of two ends", () => {
        faults.raise("read", "broken");
        faults.raise("write", "full");
        faults.clear("write");
        faults.clear("read");
        told.should.deepEqual(["broken", "full", "broken", undefined]);
    });
});
