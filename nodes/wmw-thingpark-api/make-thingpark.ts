import { type NodeAPI } from "node-red";
import { systemClock } from "../lib/clock";
import { type TlsOptions } from "../lib/connection/broker-link";
import { migrate, type SavedNode } from "../lib/migrations";
import { combined, passed, type Checked } from "../lib/problem";
import { THINGPARK_API } from "../lib/saved-nodes";
import { readApiSettings, type ApiSettings } from "../lib/thingpark-api/api-settings";
import { httpExchange } from "../lib/thingpark-api/http-exchange";
import { proxyChoice, type ProxyOptions } from "../lib/thingpark-api/proxy-choice";
import { ThingPark } from "../lib/thingpark-api/thingpark";
import { readTlsSettings } from "../wmw-config/tls-settings";

/** Milliseconds from the begin of a call to the end of its answer. */
const TIMEOUT = 30_000;

/** Far more than the few connections that a platform allows. */
const MOST_ANSWER_BYTES = 2 ** 20;

/** The platform that a saved `wmw-thingpark-api` stands for, or every reason why there is none. */
export function makeThingPark(RED: NodeAPI, saved: SavedNode, credentials: SavedNode): Checked<ThingPark> {
    const migrated = migrate(saved, THINGPARK_API);
    if (!migrated.ok) return migrated;
    const checked = combined<{ settings: ApiSettings; tls: TlsOptions }>({
        settings: readApiSettings(migrated.value, credentials),
        tls: readTlsSettings(RED, migrated.value.tls),
    });
    if (!checked.ok) return checked;
    const { settings, tls } = checked.value;
    const exchange = httpExchange({
        tls,
        proxyFor: proxyChoice(process.env, proxyOptionsOf(RED)),
        timeout: TIMEOUT,
        mostBytes: MOST_ANSWER_BYTES,
        clock: systemClock,
    });
    return passed(new ThingPark({ settings, exchange, clock: systemClock, random: Math.random }));
}

/** What `settings.js` says about proxies, for Node-RED's own HTTP nodes too. */
function proxyOptionsOf(RED: NodeAPI): ProxyOptions {
    const options: unknown = Reflect.get(RED.settings, "proxyOptions");
    return typeof options === "object" && options !== null ? options : {};
}
