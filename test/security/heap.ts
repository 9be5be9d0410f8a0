import { join } from "node:path";
import should from "should";
import { builtNodes } from "../support/built-nodes";
import { fetchAnew } from "../support/fetch-anew";

/**
 * What may be in use more (bytes) after the second half of a run than after the first. What was kept of each of a
 * hundred thousand inputs would be far more.
 */
const MOST_GROWTH = 8 * 2 ** 20;

/** With which a Node-RED can be fuzzed: the driver's node, and a collection of garbage when it is asked for. */
export function fuzzOptions(): { settings: { nodesDir: string }; env: { NODE_OPTIONS: string } } {
    const nodesDir = builtNodes(join(__dirname, "nodes", "fuzz-driver.ts"));
    return { settings: { nodesDir }, env: { NODE_OPTIONS: "--expose-gc" } };
}

/**
 * Does something twice with a Node-RED, and looks at what is in use: the first time everything there are bounds for
 * may fill.
 *
 * @param half is told which half it is: 0 or 1
 */
export async function inHalves(url: string, half: (which: number) => Promise<void>): Promise<void> {
    await half(0);
    const before = await heapOf(url);
    await half(1);
    should((await heapOf(url)) - before).be.below(MOST_GROWTH);
}

/** The bytes that are in use once garbage was collected. */
async function heapOf(url: string): Promise<number> {
    return (await (await fetchAnew(`${url}/fuzz/heap`)).json()) as number;
}
