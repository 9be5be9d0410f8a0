/** 1 in `npm test`; the long form tries each property so many times as often. */
const FACTOR = Number(process.env.WMW_PROPERTY_RUNS ?? "1");

/** How often a property is tried, where `npm test` tries it `runs` times. */
export function propertyRuns(runs: number): { numRuns: number } {
    return { numRuns: runs * FACTOR };
}

/** A suite of properties, with the time that its runs need. */
export function describeProperties(title: string, body: () => void): void {
    describe(title, function () {
        this.timeout(this.timeout() * FACTOR);
        body();
    });
}
