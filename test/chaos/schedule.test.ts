import should from "should";
import { LINK_FAULTS, NODE_RED_FAULTS, type Fault, type FaultName } from "./faults";
import { seededRandom } from "./random";
import { faultsByChance, PAUSE, type PlannedFault } from "./schedule";

const FAULTS: Readonly<Record<FaultName, Fault>> = { ...LINK_FAULTS, ...NODE_RED_FAULTS };

function first(count: number, seed: number): PlannedFault[] {
    const faults = faultsByChance(FAULTS, seededRandom(seed));
    return Array.from({ length: count }, () => faults.next().value);
}

describe("faults by chance", () => {
    it("are the same for the same seed, and others for another", () => {
        should(first(20, 1)).deepEqual(first(20, 1));
        should(first(20, 1)).not.deepEqual(first(20, 2));
    });

    it("leave none out", () => {
        const struck = new Set(first(1_000, 1).map(({ name }) => name));
        should([...struck].sort()).deepEqual(Object.keys(FAULTS).sort());
    });

    it("keep the limits of each fault, and of the pauses", () => {
        for (const { pause, name, time } of first(1_000, 1)) {
            time.should.be.within(...FAULTS[name].lasts);
            pause.should.be.within(...PAUSE);
        }
    });
});
