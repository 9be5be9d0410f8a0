import should from "should";
import { PortBlocks } from "../../demo/port-blocks";

/** Beyond those that `freePort` gives, and below those that systems hand out by themselves. */
const RANGE = { first: 32_000, count: 700, begin: 0 };

async function take(from: PortBlocks, count: number): Promise<number[]> {
    return Promise.all(Array.from({ length: count }, () => from.next()));
}

// To the system it is all one whether two processes want the same port, or one wants it twice.
describe("blocks of ports", () => {
    it("belong to one process each", async () => {
        const [one, other] = [new PortBlocks(RANGE), new PortBlocks(RANGE)];
        const ports: number[] = [];
        for (const from of [one, other, one, other]) ports.push(...(await take(from, 75)));
        should(new Set(ports).size).equal(300);
    });

    it("are there once, and are refused where another process has all of them", async () => {
        const last = { ...RANGE, first: 32_700, count: 100 };
        const ways = await Promise.allSettled([
            take(new PortBlocks(last), 201),
            take(new PortBlocks(last), 1),
        ]);
        const [ports = []] = ways.flatMap((way) => (way.status === "fulfilled" ? [way.value] : []));
        should(new Set(ports).size).be.belowOrEqual(100);
        const [refusal] = ways.flatMap((way): unknown[] => (way.status === "rejected" ? [way.reason] : []));
        should(refusal).match({ message: /other processes have all/ });
    });
});
