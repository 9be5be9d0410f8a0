import { startPlatform, type Platform } from "../../demo/platform";
import { type Credentials, type FlowNode } from "../../demo/user-directory";
import { credentialsFor } from "./flow-nodes";
import { RunningFlow } from "./running-flow";

/**
 * What a suite of node tests has: a stand-in platform as long as it runs, and one flow at a time, which ends
 * with its test. To be made in the suite's `describe`.
 */
export class StandInSuite {
    #platform: Platform | undefined;
    #flow: RunningFlow | undefined;

    constructor() {
        before(async () => {
            this.#platform = await startPlatform({});
        });
        after(() => this.#platform?.close());
        afterEach(() => this.#flow?.stop());
    }

    get platform(): Platform {
        if (!this.#platform) throw new Error("the platform runs only while tests do");
        return this.#platform;
    }

    /** Starts a flow; without credentials with those of the platform's user, and with its CA. */
    async start(
        nodes: readonly FlowNode[],
        credentials?: Credentials,
        queueFolder?: string,
    ): Promise<RunningFlow> {
        const known = credentials ?? credentialsFor(this.platform.caPem);
        this.#flow = await RunningFlow.start(nodes, known, queueFolder);
        return this.#flow;
    }
}
