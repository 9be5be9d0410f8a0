import { decodedValues, type DecodedValue } from "../../../nodes/lib/monitor/decoded-values";

const CASES: readonly [name: string, value: unknown, expected: Omit<DecodedValue, "name">][] = [
    ["temperature", 20.4, { value: 20.4, unit: "°C" }],
    ["temperatureMeasure", "20.8", { value: "20.8", unit: "°C" }],
    ["temp", 3, { value: 3, unit: "°C" }],
    ["temperature_fahrenheit", 68, { value: 68, unit: "°F" }],
    ["template", 3, { value: 3 }],
    ["relative_humidity", 40, { value: 40, unit: "%" }],
    ["battery_level", 80, { value: 80, unit: "%" }],
    ["batteryLevel", 76, { value: 76, unit: "%" }],
    ["fill_level", 76, { value: 76 }],
    ["battery_voltage", 3.6, { value: 3.6, unit: "V" }],
    ["batteryVoltage", 3.85, { value: 3.85, unit: "V" }],
    ["Bat_V", 3.39, { value: 3.39, unit: "V" }],
    ["co2", 612, { value: 612, unit: "ppm" }],
    ["temperature", "hot", { value: "hot" }],
    ["temperature", null, { value: null }],
    ["temperature", "", { value: "" }],
    ["moving", false, { value: false }],
    ["points", [1, 2], { value: "[1,2]" }],
];

describe("decoded values", () => {
    for (const [name, value, expected] of CASES) {
        it(`${name} ${JSON.stringify(value)} is shown as ${JSON.stringify(expected)}`, () => {
            decodedValues({ [name]: value }).should.deepEqual([{ name, ...expected }]);
        });
    }

    it("take the unit that a driver names", () => {
        decodedValues({ battery: { type: "tension", value: 3.6, unit: "V", error: 0 } }).should.deepEqual([
            { name: "battery", value: 3.6, unit: "V" },
        ]);
    });

    it("in inner objects have their path as their name", () => {
        decodedValues({ decoded: { temperature: 23, inner: { x: 1 } }, y: 2 }).should.deepEqual([
            { name: "decoded.temperature", value: 23, unit: "°C" },
            { name: "decoded.inner.x", value: 1 },
            { name: "y", value: 2 },
        ]);
    });

    it("are so many at most", () => {
        const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`v${index}`, index]));
        decodedValues(many).should.have.length(64);
        decodedValues({ a: many, b: many }).should.have.length(64);
    });

    it("have bounded names and texts", () => {
        const long = "x".repeat(1_000);
        const [value] = decodedValues({ [long]: long });
        String(value?.name).should.have.length(201);
        String(value?.value).should.have.length(201);
    });
});
