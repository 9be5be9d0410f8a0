const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/**
 * Mocha's `spec`, with one plain line at the end that counts everything; the counts, and what failed, also go to the
 * file that WMW_TEST_TOTALS names, for whoever adds up several runs.
 */
module.exports = class PlainTotals extends reporters.Spec {
    epilogue() {
        super.epilogue();
        const { passes, failures, pending } = this.stats;
        const file = process.env.WMW_TEST_TOTALS;
        const failed = this.failures.map(describeFailure);
        if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending, failed }));
        reporters.Base.consoleLog(`${passes} passed, ${failures} failed, ${pending} skipped`);
    }
};

/** Where a failed test or hook stands, what it is called, and its error. */
function describeFailure(test) {
    const { stack, message } = test.err;
    return `${test.file}\n${test.fullTitle()}\n${stack ?? message}`;
}
