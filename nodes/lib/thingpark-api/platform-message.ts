import { isJsonObject } from "../documents/json-object";
import { valueOfJson } from "../documents/json-text";
import { redacted } from "./masking";

const MOST_CHARACTERS = 500;

/** Where platforms put their words; RFC 6749, 5.2 for the token endpoint. */
const MESSAGE_KEYS = ["message", "error_description", "errorMessage", "detail", "error"];

/** What a platform says in the body of a failure: its message, or the body itself, cut short and without secrets. */
export function platformMessage(body: string, secrets: readonly string[]): string {
    const text = messageIn(body) ?? body;
    const line = redacted(text, secrets)
        .replace(/[\s\p{Cc}]+/gu, " ")
        .trim();
    if (line === "") return "no reason was given";
    if (/^<(!doctype|html)/i.test(line)) return "the answer is an HTML page";
    return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

function messageIn(body: string): string | undefined {
    const answer = valueOfJson(body);
    if (!isJsonObject(answer)) return undefined;
    const words = MESSAGE_KEYS.map((key) => answer[key]);
    return words.find((word): word is string => typeof word === "string" && word !== "");
}
