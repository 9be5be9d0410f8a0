/** MQTT.js alone with `setNoDelay`, which serialises the documents that the nodes get: what the wire allows. */
import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import { connect } from "mqtt";
import { Load, type LoadOptions } from "../support/load";

interface Options extends LoadOptions {
    readonly port: number;
    readonly caFile: string;
    readonly username: string;
    readonly password: string;
    readonly topic: string;
}

const options = JSON.parse(process.argv[2] ?? "{}") as Options;
const { port, caFile, username, password, topic } = options;
const client = connect({
    protocol: "mqtts",
    host: "localhost",
    port,
    username,
    password,
    ca: readFileSync(caFile),
    reconnectPeriod: 0,
});
const load = new Load({
    options,
    send: (document) => {
        client.publish(topic, JSON.stringify(document), { qos: 1 }, (error) => {
            if (error) throw error;
            load.completed();
        });
    },
    finished: (result) => {
        console.log(`bench result ${JSON.stringify(result)}`);
        client.end();
    },
});
client.on("error", (error) => {
    throw error;
});
client.once("connect", () => {
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    load.start();
});
