/**
 * Behind `npm start`: stand-ins for WMW and for ThingPark, and a Node-RED whose example flows are connected to them.
 * PORT chooses the port of Node-RED, MQTT_PORT that of the broker.
 */
import { DEFAULT_ENTERPRISES } from "./enterprises";
import { connectionId, EXAMPLE_DEVICES, exampleFlows, thingParkApiId, thingParkFlows } from "./example";
import { describeExit, startNodeRed, type NodeRedProcess } from "./node-red-process";
import { startOperator } from "./operator";
import { startPlatform, type Platform } from "./platform";
import { assertPortFree, explainPort, portFrom } from "./ports";
import { describeConnection, describeDownlink, describeReceived } from "./report";
import { Shutdown } from "./shutdown";
import { startThingPark, type ThingPark } from "./thingpark/thingpark";
import { DEFAULT_CLIENTS } from "./thingpark/token-desk";
import { createUserDirectory } from "./user-directory";

const ENTERPRISE = "1234";
const THINGPARK_PORT = 8443;

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

    const thingPark = await startThingParkFor(platform);
    shutdown.add(() => thingPark.close());
    thingPark.on("connection", (change) => console.log(describeConnection(change, new Date())));

    const userDirectory = createUserDirectory(exampleSetup(platform, thingPark));
    shutdown.add(() => userDirectory.remove());
    const nodeRed = await startNodeRed({ userDirectory, port });
    shutdown.add(() => nodeRed.stop());
    reportTroubles(nodeRed);

    console.log(
        `Stand-in WMW platform: ${platform.mqttUrl} (MQTT), ${platform.httpUrl}/api/enterprises (HTTP)`,
    );
    console.log(`Stand-in ThingPark: ${thingPark.baseUrl}`);
    console.log(`WMW platform page: ${platform.httpUrl}/`);
    await nodeRed.ready;
    console.log(`Node-RED editor: ${nodeRed.url}/`);
    console.log("Ctrl-C stops everything.");

    const exit = await nodeRed.ended;
    throw new Error(`Node-RED ended by itself (${describeExit(exit)}).`);
}

/** On the port that the example names, or on any where another program has that one. */
async function startThingParkFor({ authority }: Platform): Promise<ThingPark> {
    try {
        return await startThingPark({ authority, port: THINGPARK_PORT });
    } catch {
        return startThingPark({ authority });
    }
}

function exampleSetup(platform: Platform, thingPark: ThingPark) {
    const first = exampleFlows(platform.mqttPort);
    const second = thingParkFlows({ mqttPort: platform.mqttPort, baseUrl: thingPark.baseUrl });
    const user = DEFAULT_ENTERPRISES.find(({ id }) => id === ENTERPRISE)?.users[0];
    if (!user) throw new Error(`enterprise ${ENTERPRISE} has no user`);
    const credentials = {
        [connectionId(first)]: { ...user },
        [connectionId(second)]: { ...user },
        [thingParkApiId(second)]: { ...DEFAULT_CLIENTS[0] },
    };
    return { flows: [...first, ...second], credentials, caPem: platform.caPem };
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
