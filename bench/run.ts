/**
 * Answers the questions of the bench and prints one table with each goal and whether it is met:
 * `npm run bench`, `npm run bench -- uplink latency` for some of them, `npm run bench -- --curves` for growth.
 */
import { parseArgs } from "node:util";
import { backlog, throughDisk } from "./questions/queue";
import { deploy } from "./questions/deploy";
import { downlink } from "./questions/downlink";
import { latency } from "./questions/latency";
import { monitorMemory } from "./questions/monitor-memory";
import { startTime } from "./questions/start-time";
import { uplink } from "./questions/uplink";
import { startBenchBroker, type BenchBroker } from "./support/bench-broker";
import { bundleAll } from "./support/bundles";
import { table, type GoalRow } from "./support/goal-row";
import { machine } from "./support/machine";

type Question = (broker: BenchBroker, rounds: number) => Promise<readonly GoalRow[]>;

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
        options: { rounds: { type: "string", default: "3" } },
    });
    const names = positionals.length > 0 ? positionals : Object.keys(QUESTIONS);
    bundleAll();
    const broker = await startBenchBroker();
    const rows: GoalRow[] = [];
    console.log(`${machine()}\n`);
    try {
        for (const name of names) {
            const question = QUESTIONS[name];
            if (!question)
                throw new Error(`there is no question ${name}: ${Object.keys(QUESTIONS).join(", ")}`);
            console.error(`${name} …`);
            const answer = await question(broker, Number(values.rounds));
            for (const { what, measured, goal, figures } of answer) {
                console.error(`  ${what}: ${measured} (${goal}; ${figures})`);
            }
            rows.push(...answer);
        }
    } finally {
        await broker.mosquitto.stop();
    }
    console.log(table(rows));
    console.log(`\n${machine()}`);
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
