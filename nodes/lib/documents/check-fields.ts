import { type DocumentProblemCode } from "../errors";
import { shown, type Problem } from "../problem";
import { isAbsent } from "../absent";
import { pathOf, type JsonObject } from "./json-object";

/** What the value of a field has to be where the field is there. */
export interface FieldRule {
    readonly code: DocumentProblemCode;
    /** In a sentence: `expected …, got …`. */
    readonly expected: string;
    readonly accepts: (value: unknown) => boolean;
    /** The field must be there. */
    readonly required?: true;
    /** The value is a secret: no problem shows it. */
    readonly secret?: true;
}

/** Judges one field by its rule. */
export type CheckField = (name: string, value: unknown, rule: FieldRule) => void;

/**
 * The fields of an object that have rules, in the order in which their problems are told; others are let
 * through. Each is read by its name in the code: looking them up by the names of a table takes twice as long.
 */
export type Fields = (content: JsonObject, check: CheckField) => void;

/** Every field of `content` that breaks its rule; `path` is where the content stands, "" at the top. */
export function checkFields(path: string, content: JsonObject, fields: Fields): Problem[] {
    const problems: Problem[] = [];
    fields(content, (name, value, rule) => {
        if (isAbsent(value) ? !rule.required : rule.accepts(value)) return;
        problems.push(fieldProblem(pathOf(path, name), rule, value));
    });
    return problems;
}

/** What is said of a value that breaks a rule. */
export function fieldProblem(path: string, { code, expected, secret }: FieldRule, value: unknown): Problem {
    const got = secret ? "another value" : shown(value);
    return { path, code, message: `expected ${expected}, got ${got}` };
}
