import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import should from "should";
import { Cleanup } from "./support";
import { fetchAnew } from "../support/fetch-anew";

interface Started {
    /** The first line that matches, written already or still to come; rejects when the process ends without. */
    line(pattern: RegExp): Promise<string>;
    readonly lines: readonly string[];
    readonly ended: Promise<number | null>;
    kill(signal: NodeJS.Signals): void;
    /** What is left of the folder for temporary files. */
    temporaryFiles(): string[];
}

describe("npm start", () => {
    const cleanup = new Cleanup();

    function start(env: Record<string, string>): Started {
        const folder = mkdtempSync(join(tmpdir(), "wmw-test-"));
        cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
        const root = join(__dirname, "..", "..");
        const child = spawn(process.execPath, ["--import", "tsx", "demo/start.ts"], {
            cwd: root,
            env: { ...process.env, TSX_DISABLE_CACHE: "1", TMPDIR: folder, TEMP: folder, ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const lines: string[] = [];
        const waiting = new Set<() => void>();
        for (const output of [child.stdout, child.stderr]) {
            createInterface({ input: output }).on("line", (line) => {
                lines.push(line);
                for (const look of waiting) look();
            });
        }
        const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
        cleanup.add(async () => {
            child.kill("SIGTERM");
            await ended;
        });
        return {
            lines,
            ended,
            kill: (signal) => child.kill(signal),
            temporaryFiles: () => readdirSync(folder),
            line: (pattern) =>
                new Promise((resolve, reject) => {
                    const look = (): void => {
                        const line = lines.find((candidate) => pattern.test(candidate));
                        if (line === undefined) return;
                        waiting.delete(look);
                        resolve(line);
                    };
                    waiting.add(look);
                    look();
                    void ended.then(() => {
                        reject(new Error(`ended without ${String(pattern)}:\n${lines.join("\n")}`));
                    });
                }),
        };
    }

    async function busyPort(): Promise<string> {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        cleanup.add(() => new Promise((resolve) => server.close(resolve)));
        return String((server.address() as AddressInfo).port);
    }

    /** Two signals, as a terminal sends them to a whole group and npm passes them on. */
    async function endsCleanly(started: Started, signal: NodeJS.Signals): Promise<void> {
        started.kill(signal);
        started.kill(signal);
        should(await started.ended).equal(0);
        should(started.temporaryFiles()).be.empty();
    }

    it("brings documents and commands both ways, and ends cleanly on SIGINT", async () => {
        const started = start({ PORT: "0", MQTT_PORT: "0" });
        const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(await started.line(/Node-RED editor/))?.[0];
        should((await fetchAnew(address ?? "")).status).equal(200);
        const platform = /http:\S+\/api\/enterprises/.exec(await started.line(/Stand-in/))?.[0];
        should((await fetchAnew(platform ?? "")).status).equal(200);
        const page = /^WMW platform page: (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(
            await started.line(/WMW platform page/),
        )?.[1];
        should(await (await fetchAnew(page ?? "")).text()).match(/<title>WMW platform/);
        await started.line(/<- DevEUI_uplink 20635F0100000001 \d+ bytes FPort 5 FCntUp \d+$/);
        await started.line(/<- DevEUI_multicast_summary 20635F0100000004/);
        await started.line(/-> DevEUI_downlink 20635F0100000002/);
        await started.line(/^Stand-in ThingPark: https:\/\/localhost:\d+\/thingpark\/dx\/core\/latest\/api$/);
        await started.line(/\*\* ThingPark connection 1114 "Actility To WMW" OPENED$/);
        await endsCleanly(started, "SIGINT");
        await should(fetchAnew(address ?? "")).be.rejected();
    });

    it("ends cleanly on SIGTERM, while Node-RED starts too", async () => {
        const started = start({ PORT: "0", MQTT_PORT: "0" });
        await started.line(/Stand-in/);
        await endsCleanly(started, "SIGTERM");
    });

    for (const [name, other] of [
        ["PORT", "MQTT_PORT"],
        ["MQTT_PORT", "PORT"],
    ] as const) {
        it(`says that ${name} is busy, in one sentence, and fails`, async () => {
            const port = await busyPort();
            const started = start({ [name]: port, [other]: "0" });
            should(await started.ended).equal(1);
            should(started.lines).eql([
                `Port ${port} is in use by another program: set ${name} to another port, or to 0 for any free one.`,
            ]);
            should(started.temporaryFiles()).be.empty();
        });
    }

    it("says what is wrong with a port that is none", async () => {
        const started = start({ PORT: "http", MQTT_PORT: "0" });
        should(await started.ended).equal(1);
        should(started.lines).have.length(1);
        should(started.lines[0]).match(/^PORT: expected a port.*got "http"$/);
    });
});
