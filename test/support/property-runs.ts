import { SEED } from "./seed";

/** 1 in `npm test`; the long form tries each property so many times as often. */
const FACTOR = Number(process.env.WMW_PROPERTY_RUNS ?? "1");

/** How often a property is tried, where `npm test` tries it `runs` times, and with what. */
export function propertyRuns(runs: number): { numRuns: number; seed: number } {
    return { numRuns: runs * FACTOR, seed: SEED };
}

/** A suite of properties, with the time that its runs need. */
export function describeProperties(title: string, body: () => void): void {
    describe(title, function () {
        this.timeout(this.timeout() * FACTOR);
        body();
    });
}
