/**
 * `npm run fuzz -- --minutes N`: the long forms and the model of the queue with one seed after another, until
 * something fails or the time is over.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { longForms } from "./long-forms.mjs";
import { attempt } from "./run.mjs";

const { values } = parseArgs({ options: { minutes: { type: "string" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error("usage: npm run fuzz -- --minutes N");

const { program, args, environment } = longForms;
const suites = [...args, "test/lib/outbox/disk/model.test.ts", "test/lib/outbox/disk/record.test.ts"];
const end = Date.now() + minutes * 60_000;
let failed = false;
while (!failed && Date.now() < end) {
    const seed = String(randomInt(2 ** 31));
    console.log(`WMW_SEED=${seed}`);
    failed = attempt(program, suites, { ...environment, WMW_SEED: seed }) !== 0;
    if (failed) console.log(`Failed with WMW_SEED=${seed}, which repeats it.`);
}
process.exitCode = failed ? 1 : 0;
