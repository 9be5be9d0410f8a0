/**
 * `npm run test:all`: `npm test`, then the long forms of the properties and of the fuzzing, the checks of the Flow
 * Library, and the suites that meet Node-RED once more, on Node-RED 5. What failed in any of the four is told again at
 * the end, where somebody who sees only that finds it; the last line counts the tests of all.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { longForms } from "./long-forms.mjs";
import { nodeRed5Suites } from "./node-red-5.mjs";
import { attempt, root } from "./run.mjs";

const totalsFile = new URL(".cache/totals.json", root);

/** Compared with what is installed: what is published tomorrow must not fail what has passed today. */
const scorecard = {
    name: "the scorecard",
    program: process.execPath,
    args: ["scripts/scorecard.mjs", "--offline"],
};

/** Runs a command whose tests leave their totals in the file, and gives those; they name what failed. */
function counted({ name, program, args, environment = {} }) {
    rmSync(totalsFile, { force: true });
    const code = attempt(program, args, { WMW_TEST_TOTALS: fileURLToPath(totalsFile), ...environment });
    const none = { passes: 0, failures: 0, pending: 0, failed: [] };
    const totals = existsSync(totalsFile) ? JSON.parse(readFileSync(totalsFile, "utf8")) : none;
    if (code === 0 || totals.failures > 0) return totals;
    // It may fail before, or without, a test: by a lint error, say. It must not look green.
    return {
        ...totals,
        failures: 1,
        failed: [`${name} ended with exit code ${code}, and with no failed test`],
    };
}

mkdirSync(new URL(".cache/", root), { recursive: true });
const everyTest = { name: "npm test", program: "npm", args: ["test", "--silent"] };
const runs = [everyTest, longForms, scorecard].map(counted);
// Its installation wants what `npm test` installs.
runs.push(counted({ name: "npm run test:node-red-5", ...nodeRed5Suites() }));

const sum = (key) => runs.reduce((total, totals) => total + totals[key], 0);
const failed = sum("failures");
if (failed > 0) {
    console.log("What failed:");
    for (const failure of runs.flatMap((totals) => totals.failed)) console.log(`\n${shortened(failure)}`);
    console.log();
}
console.log(`${sum("passes")} passed, ${failed} failed, ${sum("pending")} skipped`);
const skippedInCi = process.env.CI !== undefined && sum("pending") > 0;
process.exitCode = failed > 0 || skippedInCi ? 1 : 0;

/** The whole stands where it failed. */
function shortened(failure) {
    const lines = failure.split("\n");
    return lines.length > 30 ? [...lines.slice(0, 30), "..."].join("\n") : failure;
}
