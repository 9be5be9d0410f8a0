import { type Dial } from "./broker-link";
import type * as MqttLink from "./mqtt-link";

/**
 * Dials a broker with MQTT.js, which is loaded with the first attempt: it takes nearly as long as all our own files
 * together, and is of no use where no connection is deployed yet.
 */
export const dialMqtt: Dial = (options, listener) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` would be answered too late
    const { dialWithMqttJs } = require("./mqtt-link") as typeof MqttLink;
    return dialWithMqttJs(options, listener);
};
