/** A row of the table of goals. */
export interface GoalRow {
    readonly what: string;
    readonly goal: string;
    readonly measured: string;
    readonly met: boolean;
    /** The figures behind it. */
    readonly figures: string;
}

export function atLeast(what: string, goal: number, measured: number, figures: string): GoalRow {
    return { what, goal: `≥ ${goal}`, measured: shown(measured), met: measured >= goal, figures };
}

export function atMost(what: string, goal: number, measured: number, figures: string): GoalRow {
    return { what, goal: `≤ ${goal}`, measured: shown(measured), met: measured <= goal, figures };
}

/** A number as people read it: three digits that count, thousands apart. */
export function shown(value: number): string {
    if (value >= 100) return Math.round(value).toLocaleString("en");
    return String(Number(value.toPrecision(3)));
}

export function table(rows: readonly GoalRow[]): string {
    return [
        "| what | goal | measured | | figures |",
        "|---|---|---|---|---|",
        ...rows.map(
            ({ what, goal, measured, met, figures }) =>
                `| ${what} | ${goal} | ${measured} | ${met ? "met" : "**missed**"} | ${figures} |`,
        ),
    ].join("\n");
}
