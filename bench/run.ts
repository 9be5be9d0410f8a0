/**
 * Answers the questions of the bench and prints one table with each goal and whether it is met:
 * `npm run bench`, `npm run bench -- uplink latency` for some of them, `npm run bench -- --curves` for growth.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { backlog, throughDisk } from "./questions/queue";
import { deploy } from "./questions/deploy";
import { downlink } from "./questions/downlink";
import { GROWTH } from "./questions/growth";
import { latency } from "./questions/latency";
import { monitorMemory } from "./questions/monitor-memory";
import { startTime } from "./questions/start-time";
import { uplink } from "./questions/uplink";
import { startBenchBroker, type BenchBroker } from "./support/bench-broker";
import { bundleAll } from "./support/bundles";
import { markdownOf, svgOf } from "./support/curve";
import { table, type GoalRow } from "./support/goal-row";
import { machine } from "./support/machine";

type Question = (broker: BenchBroker, rounds: number) => Promise<readonly GoalRow[]>;

const IMAGES = join(__dirname, "..", "docs", "images");

const QUESTIONS: Readonly<Record<string, Question>> = {
    uplink,
    latency,
    downlink,
    throughDisk,
    backlog,
    monitorMemory,
    startTime,
    deploy,
};

async function main(): Promise<void> {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { rounds: { type: "string", default: "3" }, curves: { type: "boolean", default: false } },
    });
    bundleAll();
    const broker = await startBenchBroker();
    console.log(`${machine()}\n`);
    try {
        if (values.curves) await drawCurves(broker, positionals);
        else await askQuestions(broker, positionals, Number(values.rounds));
    } finally {
        await broker.mosquitto.stop();
    }
    console.log(`\n${machine()}`);
}

async function askQuestions(broker: BenchBroker, names: readonly string[], rounds: number): Promise<void> {
    const rows: GoalRow[] = [];
    for (const [name, question] of chosen(QUESTIONS, names)) {
        console.error(`${name} …`);
        const answer = await question(broker, rounds);
        for (const { what, measured, goal, figures } of answer) {
            console.error(`  ${what}: ${measured} (${goal}; ${figures})`);
        }
        rows.push(...answer);
    }
    console.log(table(rows));
}

async function drawCurves(broker: BenchBroker, names: readonly string[]): Promise<void> {
    for (const [name, measure] of chosen(GROWTH, names)) {
        console.error(`${name} …`);
        for (const curve of await measure(broker)) {
            writeFileSync(join(IMAGES, `${curve.name}.svg`), svgOf(curve));
            console.log(markdownOf(curve));
        }
    }
}

/** Those with these names, or all where none is given. */
function chosen<T>(all: Readonly<Record<string, T>>, names: readonly string[]): [string, T][] {
    const unknown = names.find((name) => !Object.hasOwn(all, name));
    if (unknown !== undefined) throw new Error(`there is no ${unknown}: ${Object.keys(all).join(", ")}`);
    return Object.entries(all).filter(([name]) => names.length === 0 || names.includes(name));
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
