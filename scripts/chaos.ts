/**
 * `npm run chaos -- --minutes N [--seed S]`: a Node-RED with the built package under load, and faults by chance to
 * it, the network and the broker. Prints what became of the documents as Markdown tables; exit code 1 where the
 * package broke a promise.
 */
import { parseArgs } from "node:util";
import { Shutdown } from "../demo/shutdown";
import { ChaosRun } from "../test/chaos/chaos-run";
import { strikeByChance } from "../test/chaos/schedule";
import { writeStory } from "../test/chaos/story-file";
import { failuresOf, tables } from "../test/chaos/verdict-words";

/** The longest wait between two attempts to connect is five minutes. */
const PATIENCE = 6 * 60_000;

const shutdown = new Shutdown();

async function main(): Promise<number> {
    const { minutes, seed } = readArguments();
    const protocolVersion = seed % 2 === 0 ? "4" : "5";
    console.log(`seed ${seed}, ${minutes} minutes, MQTT ${protocolVersion === "4" ? "3.1.1" : "5"}`);
    const run = await ChaosRun.start({ protocolVersion, patience: PATIENCE }, shutdown);
    try {
        await strikeByChance(run, seed, minutes * 60_000);
    } catch (error) {
        run.trouble(error);
    }
    const result = await run.finish();
    console.log(`\n${tables(result)}\n`);
    const failures = failuresOf(result);
    for (const failure of failures) console.log(`FAILED: ${failure}`);
    if (failures.length > 0) console.log(`The whole story: ${writeStory(run, result, `seed-${seed}`)}`);
    return failures.length > 0 ? 1 : 0;
}

function readArguments(): { minutes: number; seed: number } {
    const { values } = parseArgs({ options: { minutes: { type: "string" }, seed: { type: "string" } } });
    const minutes = Number(values.minutes);
    const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
    if (!(minutes > 0) || !Number.isInteger(seed) || seed < 0) {
        throw new Error("usage: npm run chaos -- --minutes N [--seed S]");
    }
    return { minutes, seed };
}

async function end(exitCode: number): Promise<void> {
    // Only the first one counts: what fails because of a signal must not hide it.
    if (shutdown.begun) return;
    await shutdown.run();
    process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(1));
main().then(end, (error: unknown) => {
    if (!shutdown.begun) console.error(error instanceof Error ? error.message : error);
    return end(1);
});
