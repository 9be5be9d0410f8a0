import { type Checked, type Problem } from "./problem";

/** Shorter secrets would also be found by chance inside other texts: they count only as a whole. */
const LEAST_CHARACTERS = 6;

/** Names of fields, and what they hold. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The same, but where a field holds a secret that belongs into another, as it does when two variables are mixed up,
 * its problem says which secret that is and does not show it.
 *
 * @param fields those that were checked
 * @param secrets login and keys, by the names of their fields
 */
export function withoutSecrets<T>(checked: Checked<T>, fields: Fields, ...secrets: Fields[]): Checked<T> {
    if (checked.ok) return checked;
    const known = secrets.flatMap((group) => Object.entries(group));
    const problems = checked.problems.map((problem) => withoutSecret(problem, fields[problem.path], known));
    return { ok: false, problems };
}

function withoutSecret(problem: Problem, value: unknown, secrets: readonly [string, unknown][]): Problem {
    const [found] = secrets.find(([name, secret]) => holds(value, name, secret)) ?? [];
    if (found === undefined) return problem;
    return { ...problem, message: problem.message.replace(/, got .*$/s, `, got the ${found}`) };
}

function holds(value: unknown, name: string, secret: unknown): boolean {
    if (typeof value !== "string" || typeof secret !== "string" || secret === "") return false;
    if (value === secret) return true;
    // A host may be called after the user.
    return name !== "username" && secret.length >= LEAST_CHARACTERS && value.includes(secret);
}
