import { Shutdown } from "../../demo/shutdown";
import { describeWithMosquitto } from "../support/mosquitto";
import { ChaosRun } from "./chaos-run";
import { type FaultName } from "./faults";
import { writeStory } from "./story-file";
import { failuresOf } from "./verdict-words";

/** What strikes at the same time, and the milliseconds that each lasts. */
type Blow = readonly (readonly [FaultName, number])[];

const BLOWS: readonly Blow[] = [
    // First of all, while nothing waits anywhere: the burst then goes from memory to the store.
    [
        ["black hole", 3_000],
        ["burst of documents", 0],
    ],
    [["links cut", 0]],
    [["acknowledgements dropped", 3_000]],
    [["Node-RED killed", 0]],
    [["full deploy", 0]],
    [
        ["connections refused", 4_000],
        ["Node-RED killed", 0],
    ],
    [
        ["broker killed", 1_000],
        ["deploy of nodes", 0],
    ],
    [
        ["black hole", 4_000],
        ["Node-RED restarted", 0],
    ],
    [["broker paused", 3_000]],
    [
        ["slow network", 3_000],
        ["other destination", 1_000],
    ],
    [["wrong password", 1_000]],
    [["other certificate", 1_000]],
];

describeWithMosquitto("a Node-RED under load", () => {
    const shutdown = new Shutdown();

    after(() => shutdown.run());

    it("delivers all that it reported done, in order, whatever happens to it, the network and the broker", async function () {
        this.timeout(180_000);
        const run = await ChaosRun.start({ protocolVersion: "4", patience: 40_000 }, shutdown);
        try {
            for (const blow of BLOWS) {
                await Promise.all(blow.map(([name, time]) => run.strike(name, time)));
                await run.caughtUp();
            }
        } catch (error) {
            run.trouble(error);
        }
        const result = await run.finish();
        const failures = failuresOf(result);
        if (failures.length > 0) failures.push(`the whole story: ${writeStory(run, result, "npm-test")}`);
        failures.should.be.empty();
    });
});
