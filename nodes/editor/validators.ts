import { migrate, type SavedType } from "../lib/migrations";
import { type Checked } from "../lib/problem";
import { isVariable } from "../lib/variable";
import { joined, reasonOf } from "./catalog";
import { type Validator } from "./red";

/**
 * A validator for the editor from a rule of the run time. A reference to an environment variable passes: its
 * value is known, and checked, at run time only.
 *
 * @param absent what the run time takes where the node was saved before there was the field
 */
export function validator<Node>(
    check: (value: unknown, node: Node) => Checked<unknown>,
    absent?: unknown,
): Validator<Node> {
    return function (value, options) {
        if (isVariable(value)) return true;
        const checked = check(value === undefined ? absent : value, this);
        if (checked.ok) return true;
        return joined(checked.problems.map((problem) => reasonOf(problem, options?.label)));
    };
}

/** A validator for the version that a node was saved by: what a later one means is not known here. */
export function savedVersion<Node>(type: SavedType): Validator<Node> {
    return validator((version) => migrate({ version }, type));
}
