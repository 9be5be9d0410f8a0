const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/**
 * Mocha's `spec`, with one plain line at the end that counts everything; the counts also go to the file that
 * WMW_TEST_TOTALS names, for whoever adds up several runs.
 */
module.exports = class PlainTotals extends reporters.Spec {
    epilogue() {
        super.epilogue();
        const { passes, failures, pending } = this.stats;
        const file = process.env.WMW_TEST_TOTALS;
        if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending }));
        reporters.Base.consoleLog(`${passes} passed, ${failures} failed, ${pending} skipped`);
    }
};
