import { inspect } from "node:util";
import { isVariable } from "../../nodes/lib/variable";

const values: [value: unknown, variable: boolean][] = [
    ["${BROKER}", true],
    ["${my.broker-1}", true],
    ["BROKER", false],
    ["$BROKER", false],
    ["${}", false],
    ["${MY BROKER}", false],
    ["mqtt.${DOMAIN}", false],
    ["${BROKER}:8883", false],
    [" ${BROKER}", false],
    ["${BROKER}\n", false],
    ["", false],
    [undefined, false],
    [{ BROKER: 1 }, false],
];

describe("a variable reference", () => {
    for (const [value, variable] of values) {
        it(`is ${variable ? "" : "not "}${inspect(value)}`, () => {
            isVariable(value).should.equal(variable);
        });
    }
});
