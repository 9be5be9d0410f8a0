import { describeWithBrowser } from "../support/browser";
import { startAsNewcomer, STEPS, type Newcomer } from "./newcomers-walk";

describeWithBrowser("somebody who has just installed the package", () => {
    let newcomer: Newcomer;

    before(async () => {
        newcomer = await startAsNewcomer();
    });

    after(() => newcomer.leave());

    for (const { name, take } of STEPS) it(name, () => take(newcomer));

    it("has met no error on the page", () => {
        newcomer.editor.errors.should.be.empty();
    });
});
