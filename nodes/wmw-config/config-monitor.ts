import { type NodeAPI } from "node-red";
import { systemClock, type Clock } from "../lib/clock";
import { type Monitor } from "../lib/monitor/monitor";
import { readMonitorBounds } from "../lib/monitor/monitor-bounds";
import { Monitors } from "../lib/monitor/monitors";
import { type LowRate } from "../lib/monitor/monitor-view";
import { RateAlarm, type RateLimit } from "../lib/monitor/rate-alarm";
import { Redaction } from "../lib/monitor/redaction";
import { describeProblems } from "../lib/problem";
import { type Credentials } from "./wmw-config-node";

/** What people can see of a connection. */
export interface ConfigMonitor {
    readonly monitor: Monitor;
    /** What they are not to see of it. */
    readonly redaction: Redaction;
    /** Undefined where nobody wants to know. */
    readonly alarm: RateAlarm | undefined;
}

/** The monitors of this Node-RED, with the bounds of `settings.js`. */
export function monitorsOf(RED: NodeAPI): Monitors {
    const { bounds, problems } = readMonitorBounds((name) => Reflect.get(RED.settings, name) as unknown);
    if (problems.length > 0) RED.log.warn(`wmw-config: ${describeProblems(problems)}`);
    return new Monitors({
        clock: systemClock,
        bounds,
        announce: (configId, change) => {
            // Every editor session gets this, whatever its user may see: it is a number and nothing else.
            RED.comms.publish(`wmw/monitor/${configId}`, { change }, false);
        },
    });
}

/** The credentials of a configuration, which nobody is to see. */
export function redactionOf({ username = "", password = "", downlinkAsKey = "" }: Credentials): Redaction {
    return new Redaction([username, password, downlinkAsKey]);
}

/** What people can see of a connection that is about to be made. */
export function monitorConfig(parts: {
    configId: string;
    /** Where it leads. */
    destination: string;
    monitors: Monitors;
    /** Undefined where nobody wants to know. */
    limit: RateLimit | undefined;
    redaction: Redaction;
    clock: Clock;
    lowRate: (low: LowRate | undefined) => void;
}): ConfigMonitor {
    const { configId, destination, monitors, limit, redaction, clock } = parts;
    const monitor = monitors.open(configId, destination);
    if (!limit) return { monitor, redaction, alarm: undefined };
    const alarm = new RateAlarm({
        clock,
        limit,
        counts: monitor.uplinks,
        changed: (low) => {
            monitor.changed();
            parts.lowRate(low);
        },
    });
    return { monitor, redaction, alarm };
}
