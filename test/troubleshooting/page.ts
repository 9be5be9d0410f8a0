import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What Catch nodes get. */
export interface Caught {
    readonly code: string;
    readonly message: string;
}

/** A row of the page: what is wrong, and how it shows. `…` stands for what differs from case to case. */
export interface Fault {
    readonly title: string;
    /** What stands below the node. */
    readonly status: string;
    /** Undefined where Catch nodes get nothing. */
    readonly error: Caught | undefined;
    readonly remedy: string;
}

/** A part of the page, with the rows of its table. */
export interface Section {
    readonly title: string;
    readonly faults: readonly Fault[];
}

/** All parts of docs/troubleshooting.md that have a table of faults. */
export function readPage(): Section[] {
    const text = readFileSync(join(__dirname, "..", "..", "docs", "troubleshooting.md"), "utf8");
    return text
        .split(/^## /m)
        .slice(1)
        .map((part) => {
            const [title = "", ...lines] = part.split("\n");
            return { title, faults: lines.flatMap(readRow) };
        })
        .filter(({ faults }) => faults.length > 0);
}

/** What matches a text in which `…` stands for anything. */
export function patternOf(text: string): string {
    const literally = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return text.split("…").map(literally).join(".+");
}

function readRow(line: string): Fault[] {
    const [title = "", status = "", caught = "", remedy = ""] = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
    if (title === "" || title === "What is wrong" || /^-+$/.test(title)) return [];
    return [{ title, status, error: readError(caught), remedy }];
}

function readError(caught: string): Caught | undefined {
    if (caught === "nothing") return undefined;
    const [, code = "", message = ""] = /^`(WMW_[A-Z_]+)` (.+)$/.exec(caught) ?? [];
    if (code === "") throw new Error(`neither a code and a message nor "nothing": ${caught}`);
    return { code, message };
}
