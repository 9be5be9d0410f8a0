import { sparklinePoints } from "../../../nodes/editor/monitor/sparkline-points";

const BOX = { width: 100, height: 20 };

describe("a sparkline", () => {
    for (const [counts, points] of [
        [[0, 5, 10], "0,20 50,10 100,0"],
        [[0, 0], "0,20 100,20"],
        [[3], "0,0"],
        [[], ""],
        [[1, 2, 3, 4], "0,15 33.3,10 66.7,5 100,0"],
    ] as const) {
        it(`of ${JSON.stringify(counts)} runs through ${points}`, () => {
            sparklinePoints(counts, BOX).should.equal(points);
        });
    }
});
