import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Recent } from "../../demo/recent";

const REMEMBERED_LINES = 20_000;

/** What happened during a run, in its order, each line with the milliseconds since the start. */
export class ChaosLog {
    readonly #start = performance.now();
    readonly #lines = new Recent<string>(REMEMBERED_LINES);

    /** Milliseconds since the start. */
    now(): number {
        return Math.round(performance.now() - this.#start);
    }

    add(line: string): void {
        this.#lines.push(`${this.now()} ${line}`);
    }

    /** Writes these lines and then all that is remembered. */
    write(file: string, heading: readonly string[]): void {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, [...heading, "", ...this.#lines.toArray(), ""].join("\n"));
    }
}
