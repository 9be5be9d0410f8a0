/**
 * `npm run test:all`: `npm test`, then the long forms of the properties and of the fuzzing, the checks of the Flow
 * Library, and the suites that meet Node-RED once more, on Node-RED 5. The last line counts the tests of all four.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodeRed5Suites } from "./node-red-5.mjs";
import { attempt, root } from "./run.mjs";

const totalsFile = new URL(".cache/totals.json", root);

/**
 * Each property with so many times the cases of `npm test`, which tries those of any JSON 2000 times, and beside them
 * so many inputs for the endpoints and topics, in place of 4000.
 */
const longForms = {
    program: process.execPath,
    args: ["node_modules/mocha/bin/mocha.js", "test/**/properties.test.ts", "test/security/fuzz-*.test.ts"],
    environment: { WMW_PROPERTY_RUNS: "50", WMW_FUZZ_INPUTS: "100000" },
};

/** Compared with what is installed: what is published tomorrow must not fail what has passed today. */
const scorecard = { program: process.execPath, args: ["scripts/scorecard.mjs", "--offline"] };

/** Runs a command whose tests leave their counts in the totals file, and gives its exit code and counts. */
function counted({ program, args, environment = {} }) {
    rmSync(totalsFile, { force: true });
    const code = attempt(program, args, { WMW_TEST_TOTALS: fileURLToPath(totalsFile), ...environment });
    const none = { passes: 0, failures: 0, pending: 0 };
    return { code, totals: existsSync(totalsFile) ? JSON.parse(readFileSync(totalsFile, "utf8")) : none };
}

mkdirSync(new URL(".cache/", root), { recursive: true });
const runs = [{ program: "npm", args: ["test", "--silent"] }, longForms, scorecard].map(counted);
// Its installation wants what `npm test` installs.
runs.push(counted(nodeRed5Suites()));

const sum = (key) => runs.reduce((total, { totals }) => total + totals[key], 0);
// A run may fail before, or without, a test: by a lint error, say. It must not look green.
const failed =
    sum("failures") + runs.filter(({ code, totals }) => code !== 0 && totals.failures === 0).length;
console.log(`${sum("passes")} passed, ${failed} failed, ${sum("pending")} skipped`);
const skippedInCi = process.env.CI !== undefined && sum("pending") > 0;
process.exitCode = failed > 0 || skippedInCi ? 1 : 0;
