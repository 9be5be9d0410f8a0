/**
 * Behind `npm start`: a stand-in WMW platform, and a Node-RED whose example flow is connected to it. PORT and
 * MQTT_PORT choose their ports.
 */
import { DEFAULT_ENTERPRISES } from "./enterprises";
import { connectionId, EXAMPLE_DEVICES, exampleFlows } from "./example";
import { describeExit, startNodeRed, type NodeRedProcess } from "./node-red-process";
import { startOperator } from "./operator";
import { startPlatform, type Platform } from "./platform";
import { assertPortFree, explainPort, portFrom } from "./ports";
import { describeDownlink, describeReceived } from "./report";
import { Shutdown } from "./shutdown";
import { createUserDirectory } from "./user-directory";

const ENTERPRISE = "1234";

const shutdown = new Shutdown();

async function start(): Promise<void> {
    const port = portFrom(process.env, "PORT", 1880);
    const mqttPort = portFrom(process.env, "MQTT_PORT", 8883);
    await assertPortFree("PORT", port);

    const platform = await explainPort("MQTT_PORT", mqttPort, startPlatform({ mqttPort }));
    shutdown.add(() => platform.close());
    for (const device of EXAMPLE_DEVICES) platform.addDevice(ENTERPRISE, device);
    report(platform);
    const operator = startOperator(platform, ENTERPRISE);
    shutdown.add(() => operator.stop());

    const userDirectory = createUserDirectory(exampleSetup(platform));
    shutdown.add(() => userDirectory.remove());
    const nodeRed = await startNodeRed({ userDirectory, port });
    shutdown.add(() => nodeRed.stop());
    reportTroubles(nodeRed);

    console.log(
        `Stand-in WMW platform: ${platform.mqttUrl} (MQTT), ${platform.httpUrl}/api/enterprises (HTTP)`,
    );
    console.log(`WMW platform page: ${platform.httpUrl}/`);
    await nodeRed.ready;
    console.log(`Node-RED editor: ${nodeRed.url}/`);
    console.log("Ctrl-C stops everything.");

    const exit = await nodeRed.ended;
    throw new Error(`Node-RED ended by itself (${describeExit(exit)}).`);
}

function exampleSetup(platform: Platform) {
    const flows = exampleFlows(platform.mqttPort);
    const user = DEFAULT_ENTERPRISES.find(({ id }) => id === ENTERPRISE)?.users[0];
    if (!user) throw new Error(`enterprise ${ENTERPRISE} has no user`);
    return { flows, credentials: { [connectionId(flows)]: { ...user } }, caPem: platform.caPem };
}

function report(platform: Platform): void {
    platform.on("document", (message) => console.log(describeReceived(message)));
    platform.on("downlink", (downlink) => console.log(describeDownlink(downlink, new Date())));
    platform.on("refused", ({ what, reason }) => console.log(`refused: ${what}: ${reason}`));
}

// The rest of Node-RED's log would bury the lines of the platform, and two of its warnings are our own choice.
function reportTroubles(nodeRed: NodeRedProcess): void {
    nodeRed.on("line", (line) => {
        if (!/\[(warn|error)\]/.test(line) || /Projects disabled|unencrypted credentials/.test(line)) return;
        console.log(`Node-RED: ${line}`);
    });
}

async function end(exitCode: number): Promise<void> {
    // Only the first one counts: what ends because of a signal must not turn the success into a failure.
    if (shutdown.begun) return;
    await shutdown.run();
    process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void end(0));
}
start().catch((error: unknown) => {
    if (!shutdown.begun) console.error(error instanceof Error ? error.message : error);
    void end(1);
});
