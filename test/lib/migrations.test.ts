import should from "should";
import { migrate, type Migration } from "../../nodes/lib/migrations";
import { passed } from "../../nodes/lib/problem";
import { problemsOf } from "./support/checked";

const STEPS: readonly Migration[] = [
    (saved) => ({ ...saved, steps: ["0 to 1"] }),
    (saved) => ({ ...saved, steps: [...(saved.steps as string[]), "1 to 2"] }),
];

describe("the migration of a saved node", () => {
    it("takes every step from the version of the node to the present one", () => {
        should(migrate({ version: 0 }, STEPS)).deepEqual(passed({ version: 2, steps: ["0 to 1", "1 to 2"] }));
        should(migrate({ version: 1, steps: [] }, STEPS)).deepEqual(
            passed({ version: 2, steps: ["1 to 2"] }),
        );
    });

    it("takes a node without a version for one of version 0", () => {
        should(migrate({}, STEPS)).deepEqual(passed({ version: 2, steps: ["0 to 1", "1 to 2"] }));
    });

    it("leaves a node of the present version as it is", () => {
        should(migrate({ version: 2, name: "x" }, STEPS)).deepEqual(passed({ version: 2, name: "x" }));
    });

    it("does not change what was saved", () => {
        const saved = Object.freeze({ version: 0 });
        migrate(saved, STEPS);
        saved.should.deepEqual({ version: 0 });
    });

    it("refuses a node of a later version", () => {
        problemsOf(migrate({ version: 3 }, STEPS)).should.deepEqual(["version newer-version"]);
    });

    for (const version of ["1", -1, 1.5, {}, NaN]) {
        it(`refuses the version ${JSON.stringify(version)}`, () => {
            problemsOf(migrate({ version }, STEPS)).should.deepEqual(["version settings-invalid"]);
        });
    }
});
