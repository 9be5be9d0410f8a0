import should from "should";
import { migrate, type SavedType } from "../../nodes/lib/migrations";
import { passed } from "../../nodes/lib/problem";
import { problemsOf } from "./support/checked";

const TYPE: SavedType = {
    defaults: {},
    migrations: [
        (saved) => ({ ...saved, steps: ["0 to 1"] }),
        (saved) => ({ ...saved, steps: [...(saved.steps as string[]), "1 to 2"] }),
    ],
};

describe("the migration of a saved node", () => {
    it("takes every step from the version of the node to the present one", () => {
        should(migrate({ version: 0 }, TYPE)).deepEqual(passed({ version: 2, steps: ["0 to 1", "1 to 2"] }));
        should(migrate({ version: 1, steps: [] }, TYPE)).deepEqual(passed({ version: 2, steps: ["1 to 2"] }));
    });

    it("takes a node without a version for one of version 0", () => {
        should(migrate({}, TYPE)).deepEqual(passed({ version: 2, steps: ["0 to 1", "1 to 2"] }));
    });

    it("leaves a node of the present version as it is", () => {
        should(migrate({ version: 2, name: "x" }, TYPE)).deepEqual(passed({ version: 2, name: "x" }));
    });

    it("gives a field that came later its default, and no other", () => {
        const type: SavedType = { ...TYPE, defaults: { name: "default", queue: "disk" } };
        should(migrate({ version: 2, name: "x" }, type)).deepEqual(
            passed({ version: 2, name: "x", queue: "disk" }),
        );
    });

    it("does not change what was saved", () => {
        const saved = Object.freeze({ version: 0 });
        migrate(saved, TYPE);
        saved.should.deepEqual({ version: 0 });
    });

    it("refuses a node of a later version", () => {
        problemsOf(migrate({ version: 3 }, TYPE)).should.deepEqual(["version newer-version"]);
    });

    for (const version of ["1", -1, 1.5, {}, NaN]) {
        it(`refuses the version ${JSON.stringify(version)}`, () => {
            problemsOf(migrate({ version }, TYPE)).should.deepEqual(["version settings-invalid"]);
        });
    }
});
