import { Session } from "node:inspector";
import { setFlagsFromString } from "node:v8";

/** The scripts of the built package. */
const OURS = /[\\/]dist[\\/]nodes[\\/]/;

/**
 * Counts how often functions of the package are run, and the blocks in them: V8 counts them for tools that show which
 * lines tests have reached. The count says how much there is to do, on a fast machine as on a slow one. To be made
 * before the package has done anything: what was compiled before is counted by functions only.
 */
export class Steps {
    readonly #session = new Session();

    constructor() {
        // Optimised code does not count all of its calls, and when a function is optimised is a matter of time.
        for (const flag of ["--no-opt", "--no-maglev"]) setFlagsFromString(flag);
        this.#session.connect();
        this.#session.post("Profiler.enable");
        this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    }

    /** The steps since this was asked before. */
    take(): number {
        let steps = 0;
        // The answer comes before `post` returns.
        this.#session.post("Profiler.takePreciseCoverage", (_error, { result }) => {
            for (const { functions } of result.filter(({ url }) => OURS.test(url))) {
                for (const { ranges } of functions) for (const { count } of ranges) steps += count;
            }
        });
        return steps;
    }
}
