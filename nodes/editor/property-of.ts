/** A property of whatever the server has answered; undefined where that has none. */
export function propertyOf(answer: unknown, name: string): unknown {
    return typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
}
