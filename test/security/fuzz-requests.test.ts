import { Agent, request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import should from "should";
import { AdminBench, SECRETS } from "./admin-bench";
import { arbitraryRequest, TYPED_SECRET, type AnyRequest } from "./arbitrary-requests";
import { describeFuzz } from "./fuzz-runs";
import { fuzzOptions, inHalves } from "./heap";

/** What may be answered, 301 by Node-RED to a path with dots; 500 would be an error that nobody has thought of. */
const STATUSES = [200, 301, 400, 403, 404, 409, 413, 415, 502];

const BATCH = 200;

describe("the admin endpoints, whatever they are asked,", () => {
    let bench: AdminBench;
    const leaks: string[] = [];
    // A connection for each: Node-RED closes one that nobody uses for 5 s, which may be just when it is to be used again.
    const agent = new Agent({ keepAlive: false, maxSockets: 6 });

    before(async () => {
        bench = await AdminBench.start(fuzzOptions());
        bench.nodeRed.on("line", (line) => {
            if (holdsSecret(line)) leaks.push(line);
        });
    });

    after(async () => {
        agent.destroy();
        await bench.stop();
    });

    /** Sends it as it is: `fetch` would mend its path and its headers. */
    async function answerTo({ method, path, headers, body }: AnyRequest): Promise<[number, string]> {
        const sent = request(`${bench.nodeRed.url}/`, {
            agent,
            method,
            path: `/${path}`,
            headers: { ...headers, ...bench.owner },
        });
        const answered = new Promise<IncomingMessage>((resolve, reject) => {
            sent.once("response", resolve).once("error", reject);
        });
        sent.end(body);
        const response = await answered;
        return [response.statusCode ?? 0, await text(response)];
    }

    async function ask(asked: AnyRequest): Promise<void> {
        const [status, answer] = await answerTo(asked);
        const isSound = STATUSES.includes(status) && !holdsSecret(answer);
        should({ isSound, status, answer: answer.slice(0, 500), asked }).have.property("isSound", true);
    }

    describeFuzz("requests", 0.1, ({ seed, inputs }) => {
        it("are answered, and Node-RED goes on", async () => {
            await inHalves(bench.nodeRed.url, async (half) => {
                for (let tried = 0; tried < inputs / 2; tried += BATCH) {
                    const numRuns = Math.min(BATCH, Math.ceil(inputs / 2) - tried);
                    const any = arbitraryRequest(bench.standIns);
                    await Promise.all(
                        fc.sample(any, { seed: seed + half * inputs + tried, numRuns }).map(ask),
                    );
                }
            });
            leaks.should.deepEqual([]);
            const regions: AnyRequest = { method: "GET", path: "wmw/regions", headers: {}, body: undefined };
            (await answerTo(regions))[0].should.equal(200);
        });
    });
});

function holdsSecret(shown: string): boolean {
    return [...SECRETS, TYPED_SECRET].some((secret) => shown.includes(secret));
}
