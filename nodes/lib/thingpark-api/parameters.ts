import { isAbsent } from "../absent";
import { isJsonObject, isNestedWithin, MOST_LEVELS, type JsonObject } from "../documents/json-object";
import { failed, passed, shown, type Checked, type Problem } from "../problem";
import {
    CONFIGURATION_RULES,
    CONNECTION_RULES,
    FIXED_PARAMETERS,
    type ParameterRule,
} from "./parameter-rules";

/** Common parameters of a connection by their names, each checked, whether or not they go into `configuration`. */
export type Parameters = JsonObject;

/**
 * The common parameters of a saved node: a JSON object, or its text; blank: none. They stand side by side, or
 * within `configuration` as in ThingPark's own documents.
 */
export function readParameters(value: unknown): Checked<Parameters> {
    if (isAbsent(value)) return passed({});
    const parsed = typeof value === "string" ? parse(value) : passed(value);
    return parsed.ok ? checkParameters(parsed.value, "parameters") : parsed;
}

/** Common parameters, or a problem for each that is none or is not valid. One that is null counts as absent. */
export function checkParameters(value: unknown, path: string): Checked<Parameters> {
    if (!isJsonObject(value)) {
        return failed(path, "parameters-invalid", `expected an object of JSON, got ${shown(value)}`);
    }
    if (!isNestedWithin(value, MOST_LEVELS)) {
        return failed(path, "parameters-too-deep", `expected at most ${MOST_LEVELS} levels of objects`);
    }
    const { configuration = {}, ...beside } = value;
    if (!isJsonObject(configuration)) {
        return failed(`${path}.configuration`, "parameters-invalid", "expected an object");
    }
    const given = [...present(beside, path), ...present(configuration, `${path}.configuration`)];
    const problems = given.flatMap(({ name, at, field }) => problemsOf(name, at, field));
    if (problems.length > 0) return { ok: false, problems };
    return passed(Object.fromEntries(given.map(({ name, field }) => [name, field])));
}

function parse(text: string): Checked<unknown> {
    try {
        return passed(JSON.parse(text) as unknown);
    } catch {
        // The text is not shown: it may hold a key.
        return failed("parameters", "parameters-not-json", "expected JSON, got text that is not JSON");
    }
}

function present(fields: JsonObject, path: string): { name: string; at: string; field: unknown }[] {
    return Object.entries(fields)
        .filter(([, field]) => field !== undefined && field !== null)
        .map(([name, field]) => ({ name, at: `${path}.${name}`, field }));
}

function problemsOf(name: string, path: string, value: unknown): Problem[] {
    const fixed = own(FIXED_PARAMETERS, name);
    if (fixed !== undefined) {
        return [{ path, code: fixed.code, message: `expected this to be left out: ${fixed.why}` }];
    }
    const rule = own<ParameterRule>(CONNECTION_RULES, name) ?? own(CONFIGURATION_RULES, name);
    if (!rule) {
        return [{ path, code: "parameter-unknown", message: "expected the name of a common parameter" }];
    }
    if (rule.accepts(value)) return [];
    const got = rule.secret ? "something else" : shown(value);
    return [{ path, code: rule.code, message: `expected ${rule.expected}, got ${got}` }];
}

/** Names come from users: `constructor` is no parameter. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
    return Object.hasOwn(table, name) ? table[name] : undefined;
}
