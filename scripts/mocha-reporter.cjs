const { reporters } = require("mocha");

/** Mocha's `spec`, with one plain line at the end that counts everything. */
module.exports = class PlainTotals extends reporters.Spec {
    epilogue() {
        super.epilogue();
        const { passes, failures, pending } = this.stats;
        reporters.Base.consoleLog(`${passes} passed, ${failures} failed, ${pending} skipped`);
    }
};
