import { join } from "node:path";
import { type ChaosResult, type ChaosRun } from "./chaos-run";
import { failuresOf, suspects, tell } from "./verdict-words";

const FOLDER = join(__dirname, "..", "..", ".cache", "chaos");

/** Writes all that is known about a failed run into `.cache/chaos/`, and gives the file's path. */
export function writeStory(run: ChaosRun, result: ChaosResult, name: string): string {
    const file = join(FOLDER, `${name}.txt`);
    const stories = suspects(result.verdict).map((id) => tell(run.story(id)));
    run.log.write(file, [...failuresOf(result), "", ...stories]);
    return file;
}
