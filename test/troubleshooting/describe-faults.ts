import should from "should";
import { mosquittoAvailable } from "../support/mosquitto";
import { type RunningFlow } from "../support/running-flow";
import { FaultBench } from "./fault-bench";
import { patternOf, readPage, type Fault } from "./page";

/** Where a fault shows: at a node of a flow, by default `uplink`. */
export interface Shown {
    readonly flow: RunningFlow;
    readonly node?: string;
}

type Provoke = (bench: FaultBench) => Promise<Shown>;

/** Brings a fault about for real. */
type Provocation = Provoke | { readonly onMosquitto: Provoke };

/**
 * Provokes each fault of a part of docs/troubleshooting.md in Node-RED's own runtime, and compares what the node
 * and a Catch node show with its row. A row that nobody provokes fails, and so does a provocation without a row.
 */
export function describeFaults(section: string, provocations: Readonly<Record<string, Provocation>>): void {
    describe(`the troubleshooting page, on ${section},`, () => {
        const bench = new FaultBench();
        const faults = readPage().find(({ title }) => title === section)?.faults ?? [];

        for (const fault of faults) {
            it(`tells what shows where ${lowerFirst(fault.title)}`, async function () {
                const provocation = provocations[fault.title];
                if (!provocation) throw new Error(`nobody provokes "${fault.title}"`);
                const isFunction = typeof provocation === "function";
                // On CI nothing may be left out.
                if (!isFunction && !mosquittoAvailable && !process.env.CI) this.skip();
                await compare(
                    await (isFunction ? provocation(bench) : provocation.onMosquitto(bench)),
                    fault,
                );
            });
        }

        it("tells of all that is provoked", () => {
            should(faults.map(({ title }) => title)).deepEqual(Object.keys(provocations));
        });
    });
}

async function compare({ flow, node = "uplink" }: Shown, { status, error }: Fault): Promise<void> {
    await flow.words(node, new RegExp(`^${patternOf(status)}$`));
    if (!error) {
        should(flow.waiting("errors")).equal(0);
        return;
    }
    const caught = await nextError(flow, error.code);
    // What concerns the connection ends with the broker's address.
    should(caught).match(new RegExp(`^${error.code}: ${patternOf(error.message)}( \\(mqtts://\\S+\\))?$`));
}

/** The message of the next error with this code: what caused the fault may have brought others before. */
async function nextError(flow: RunningFlow, code: string): Promise<string> {
    for (;;) {
        const { error } = await flow.next("errors");
        const { code: caught, message } = error as { code?: unknown; message: string };
        if (caught === code) return message;
    }
}

function lowerFirst(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
