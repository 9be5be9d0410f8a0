import { failed, passed, shown, type Checked, type Problem } from "../problem";

/** How much the monitor keeps at most. */
export interface MonitorBounds {
    /** Devices of one connection. */
    readonly devices: number;
    /** Messages of one device. */
    readonly messages: number;
    /** All messages of all connections. */
    readonly bytes: number;
}

interface Bound {
    /** The name in `settings.js`. */
    readonly setting: string;
    readonly preset: number;
    readonly most: number;
    readonly scale: number;
}

const BOUNDS: Readonly<Record<keyof MonitorBounds, Bound>> = {
    devices: { setting: "wmwConfigMonitorDevices", preset: 2_000, most: 100_000, scale: 1 },
    messages: { setting: "wmwConfigMonitorMessages", preset: 100, most: 10_000, scale: 1 },
    bytes: { setting: "wmwConfigMonitorMB", preset: 12, most: 1_024, scale: 2 ** 20 },
};

/**
 * The bounds that `settings.js` wants: whole numbers of at least 1. What is not set, or not valid, has its
 * default; the problems say what is not valid.
 */
export function readMonitorBounds(setting: (name: string) => unknown): {
    readonly bounds: MonitorBounds;
    readonly problems: readonly Problem[];
} {
    const problems: Problem[] = [];
    const read = (bound: Bound): number => {
        const checked = checkBound(setting(bound.setting), bound);
        if (!checked.ok) problems.push(...checked.problems);
        return (checked.ok ? checked.value : bound.preset) * bound.scale;
    };
    const { devices, messages, bytes } = BOUNDS;
    return { bounds: { devices: read(devices), messages: read(messages), bytes: read(bytes) }, problems };
}

function checkBound(value: unknown, { setting, preset, most }: Bound): Checked<number> {
    if (value === undefined) return passed(preset);
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most) {
        return passed(value);
    }
    return failed(setting, "monitor-setting", `expected a whole number of 1 to ${most}, got ${shown(value)}`);
}
