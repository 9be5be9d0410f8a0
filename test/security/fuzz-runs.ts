import { type Suite } from "mocha";
import { SEED } from "../support/seed";

/** How many inputs all fuzzing suites try together: so many in `npm test`, more by this variable. */
const INPUTS = Number(process.env.WMW_FUZZ_INPUTS ?? "4000");

/** Far more (ms) than one input takes. */
const TIME_OF_INPUT = 10;

/** What a fuzzing suite runs on. */
export interface FuzzRun {
    readonly seed: number;
    /** How many inputs it is to try. */
    readonly inputs: number;
}

/**
 * A suite that tries a part of all inputs, in two halves: what is kept must not grow from one to the other.
 */
export function describeFuzz(title: string, part: number, body: (run: FuzzRun) => void): void {
    const inputs = Math.ceil(INPUTS * part);
    describe(`${title} (${inputs} inputs, WMW_SEED=${SEED})`, function (this: Suite) {
        this.timeout(this.timeout() + inputs * TIME_OF_INPUT);
        body({ seed: SEED, inputs });
    });
}
