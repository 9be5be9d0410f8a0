/**
 * Each property with so many times the cases of `npm test`, which tries those of any JSON 2000 times, and beside them
 * so many inputs for the endpoints and topics, in place of 4000.
 */
export const longForms = {
    name: "the long forms",
    program: process.execPath,
    args: ["node_modules/mocha/bin/mocha.js", "test/**/properties.test.ts", "test/security/fuzz-*.test.ts"],
    environment: { WMW_PROPERTY_RUNS: "50", WMW_FUZZ_INPUTS: "100000" },
};
