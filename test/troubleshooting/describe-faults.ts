import should from "should";
import { type RunningFlow } from "../support/running-flow";
import { FaultBench } from "./fault-bench";
import { patternOf, readPage, type Caught, type Fault } from "./page";

const PAGE = readPage();
const ALL_ERRORS = PAGE.flatMap(({ faults }) => faults.flatMap(({ error }) => (error ? [error] : [])));

/** Where a fault shows: at a node of a flow, by default `uplink`. */
export interface Shown {
    readonly flow: RunningFlow;
    readonly node?: string;
}

/** Brings a fault about for real. */
type Provocation = (bench: FaultBench) => Promise<Shown>;

/**
 * Provokes each fault of a part of docs/troubleshooting.md in Node-RED's own runtime, and compares what the node
 * and a Catch node show with its row. A row that nobody provokes fails, and so does a provocation without a row.
 */
export function describeFaults(section: string, provocations: Readonly<Record<string, Provocation>>): void {
    describe(`the troubleshooting page, on ${section},`, () => {
        const bench = new FaultBench();
        const faults = PAGE.find(({ title }) => title === section)?.faults ?? [];

        for (const fault of faults) {
            it(`tells what shows where ${lowerFirst(fault.title)}`, async () => {
                const provocation = provocations[fault.title];
                if (!provocation) throw new Error(`nobody provokes "${fault.title}"`);
                await compare(await provocation(bench), fault);
            });
        }

        it("tells of all that is provoked", () => {
            should(faults.map(({ title }) => title)).deepEqual(Object.keys(provocations));
        });
    });
}

async function compare({ flow, node = "uplink" }: Shown, { status, error }: Fault): Promise<void> {
    // A status ends with the number of documents that wait, where there are any.
    await flow.words(node, new RegExp(`^${patternOf(status)}(, \\d+ queued)?$`));
    if (error) should(await nextError(flow, error)).match(messageOf(error));
    else should(flow.waiting("errors")).equal(0);
}

/**
 * The message of the first error that is none of another row: what causes a fault may bring others along, such as a
 * lost connection.
 */
async function nextError(flow: RunningFlow, wanted: Caught): Promise<string> {
    for (;;) {
        const { error } = await flow.next("errors");
        const { message } = error as { message: string };
        const isOfPage = ALL_ERRORS.some((other) => messageOf(other).test(message));
        if (!isOfPage || messageOf(wanted).test(message)) return message;
    }
}

/** How Catch nodes get it: what concerns the connection ends with the broker's address. */
function messageOf({ code, message }: Caught): RegExp {
    return new RegExp(`^${code}: ${patternOf(message)}( \\(mqtts://\\S+\\))?$`);
}

function lowerFirst(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
