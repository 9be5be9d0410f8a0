import { type ChaosResult } from "./chaos-run";
import { type Verdict } from "./oracle";
import { type Story } from "./story";

/** Ids of this kind make a run a failure. */
const FAILURES = {
    lost: "done, and never arrived",
    reordered: "arrived after a later one",
    settledTwice: "settled more than once",
    givenUp: "given up after they were done",
    forgotten: "never settled, though a later one was",
    repeated: "arrived twice by one connection",
    altered: "arrived altered",
} as const satisfies Partial<Record<keyof Verdict, string>>;

const FAILURE_KINDS = Object.keys(FAILURES) as (keyof typeof FAILURES)[];
const MOST_SHOWN = 20;

/** Why a run is a failure, a sentence each; empty where it is none. */
export function failuresOf({ verdict, troubles }: ChaosResult): string[] {
    return [
        ...FAILURE_KINDS.flatMap((kind) => {
            const ids = verdict[kind];
            return ids.length > 0 ? [`${ids.length} ${FAILURES[kind]}: ${shown(ids)}`] : [];
        }),
        ...verdict.excesses.map(
            ({ link, duplicates, limit }) =>
                `connection ${link} brought ${duplicates} documents again, ${limit} are allowed`,
        ),
        ...troubles,
    ];
}

/** The ids that a failure is about, and those of no failure are not in it. */
export function suspects(verdict: Verdict): number[] {
    return [...new Set(FAILURE_KINDS.flatMap((kind) => verdict[kind].slice(0, MOST_SHOWN)))];
}

/** What became of a document, in one line. */
export function tell({ id, sentAt, settled, arrivals }: Story): string {
    return [
        `${id}: sent at ${sentAt ?? "?"}`,
        ...settled.map(({ at, as }) => `${as} at ${at}`),
        ...arrivals.map(
            ({ at, link, destination }) => `arrived at ${at} at ${destination} by connection ${link}`,
        ),
    ].join(", ");
}

/** The run as Markdown tables: documents, and faults by kind. */
export function tables({ verdict, faults, seconds }: ChaosResult): string {
    const failed = [...verdict.failed].map(([code, count]) => `${count} ${code}`).join(", ");
    const documents: [string, number | string][] = [
        ["sent", verdict.sent],
        ["reported done", verdict.done],
        ["arrived", verdict.arrived],
        ["lost", verdict.lost.length],
        ["reordered", verdict.reordered.length],
        ["arrived again", verdict.duplicates],
        ["given up after they were done", verdict.givenUp.length],
        ["never settled (undone)", verdict.undone],
        ["reported as failed", failed === "" ? 0 : failed],
    ];
    return [
        table(`documents in ${Math.round(seconds)} s`, documents),
        table(
            "fault",
            [...faults].sort(([a], [b]) => a.localeCompare(b)),
        ),
    ].join("\n\n");
}

function table(heading: string, rows: readonly (readonly [string, number | string])[]): string {
    return [
        `| ${heading} | |`,
        "| --- | ---: |",
        ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    ].join("\n");
}

function shown(ids: readonly number[]): string {
    return ids.length > MOST_SHOWN ? `${ids.slice(0, MOST_SHOWN).join(", ")} …` : ids.join(", ");
}
