import should from "should";
import { command } from "../support/documents";
import { type ExampleBench } from "./example-bench";

const VALVE = "20635F0100000001";
const DISPLAY = "20635F0200000002";
const OTHER = "70B3D5E050013950";

/** How many nodes of the example for devices want the commands of valves: one of its own, and one that wants all. */
const WANTING_VALVES = 2;

const OTHER_LOGIN = { username: "other-username", password: "other-password" };

/** The examples that lead documents and commands by device and account, and the one for fleets. */
export function describeRouting(benchOf: () => ExampleBench): void {
    let bench: ExampleBench;

    before(() => {
        bench = benchOf();
    });

    /** What debug nodes show of a command, by their names. */
    async function shownOf(
        devEUI: string,
        names: readonly string[],
        enterpriseId = "1234",
    ): Promise<string[]> {
        const shown = names.map((name) => bench.debugLine(name));
        await bench.platform.sendDownlink(enterpriseId, command(devEUI));
        return Promise.all(shown);
    }

    describe("Commands by device", () => {
        before(async () => {
            const subscribed = bench.platform.next("subscribed");
            await bench.run("commands-by-device");
            await subscribed;
        });

        const ways: [device: string, devEUI: string, names: readonly string[]][] = [
            ["whose beginning a node wants", VALVE, ["for valves", "a valve"]],
            ["that a node names", DISPLAY, ["for displays", "a display"]],
            ["that only the switch knows what to do with", OTHER, ["another device"]],
        ];
        for (const [device, devEUI, names] of ways) {
            it(`shows a command for a device ${device} there, and nowhere else`, async () => {
                const lines: string[] = [];
                const stop = bench.nodeRed.on("line", (line) => {
                    const name = /\[debug:(.+?)\]/.exec(line)?.[1];
                    if (name !== undefined) lines.push(name);
                });
                should(await shownOf(devEUI, names)).deepEqual(names.map(() => `${devEUI} port 8`));
                stop();
                should(lines.sort()).deepEqual([...names].sort());
            });
        }

        it("shows a command that cannot be read among the errors, once for each node that wants its device", async () => {
            let errors = 0;
            let all = (): void => undefined;
            const allShown = new Promise<void>((resolve) => (all = resolve));
            const stop = bench.nodeRed.on("line", (line) => {
                if (line.includes("[debug:errors] WMW_BAD_COMMAND")) errors += 1;
                if (errors === WANTING_VALVES) all();
            });
            await bench.platform.sendDownlink("1234", command(VALVE, { FPort: "0" }));
            await allShown;
            await shownOf(VALVE, ["for valves", "a valve"]);
            stop();
            should(errors).equal(WANTING_VALVES);
        });
    });

    describe("Several enterprises", () => {
        before(async () => {
            const both = ["1234", "5678"].map((id) =>
                bench.platform.next("subscribed", ({ topic }) => topic === `downlink_${id}`),
            );
            await bench.run(
                "several-enterprises",
                { "enterprise B": { enterpriseId: "5678" } },
                { "enterprise B": OTHER_LOGIN },
            );
            await Promise.all(both);
        });

        const owners: [button: string, enterpriseId: string][] = [
            ["a device of A", "1234"],
            ["a device of B", "5678"],
        ];
        for (const [button, enterpriseId] of owners) {
            it(`sends an uplink of ${button} to its enterprise`, async () => {
                const received = bench.platform.next("document");
                await bench.press(button);
                should(await received).have.property("enterpriseId", enterpriseId);
            });
        }

        it("sends an uplink of no account's device to none", async () => {
            const shown = bench.debugLine("of nobody");
            await bench.press("another device");
            should(await shown).equal(OTHER);
        });

        it("shows the commands of both, and of which account they are", async () => {
            should(await shownOf(VALVE, ["commands"])).deepEqual([`enterprise A, 1234: ${VALVE}`]);
            should(await shownOf(DISPLAY, ["commands"], "5678")).deepEqual([
                `enterprise B, 5678: ${DISPLAY}`,
            ]);
        });
    });

    describe("Environment variables for a fleet", () => {
        const NAME = "environment-variables-for-a-fleet";
        const LOGIN = { "this place": { username: "${WMW_USERNAME}", password: "${WMW_PASSWORD}" } };

        before(async () => {
            const subscribed = bench.platform.next("subscribed");
            await bench.run(NAME, {}, LOGIN);
            await subscribed;
        });

        it("sends to where its environment leads, with the login that stands there", async () => {
            const received = bench.platform.next("document");
            await bench.press("a document");
            should(await received).have.property("enterpriseId", "1234");
        });

        it("gets the commands for the devices at its place, and no others", async () => {
            await bench.platform.sendDownlink("1234", command(DISPLAY));
            should(await shownOf(VALVE, ["commands"])).deepEqual([`${VALVE} port 8`]);
        });

        it("says which variable is not set", async () => {
            const error = bench.debugLine("errors");
            await bench.run(NAME, { "wmw-config": { enterpriseId: "${WMW_NOT_SET}" } }, LOGIN);
            should(await error).containEql("expected the environment variable ${WMW_NOT_SET} to be set");
        });
    });
}
