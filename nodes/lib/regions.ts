import { checkHostname, MQTTS_PORT } from "./hostname";
import { failed, passed, shown, type Checked, type Problem } from "./problem";

/** An instance of WMW and the host of its MQTT broker. */
export interface Region {
    /** As saved in flows: `US`. */
    readonly key: string;
    /** The broker's host name or address. */
    readonly host: string;
    readonly port: number;
    /** Whether the host is printed by WMW or given by the user, rather than derived from a naming pattern. */
    readonly attested: boolean;
}

/** The region whose host the user types. */
export const CUSTOM_REGION = "custom";

/**
 * The regions that are known. WMW's own connectivity page prints the staging host; the connection form shows
 * the region `US`, whose host follows the pattern `{instance}.mqtt.wmw-hub.com` but is not printed anywhere.
 */
export const KNOWN_REGIONS: readonly Region[] = [
    { key: "US", host: "us.mqtt.wmw-hub.com", port: MQTTS_PORT, attested: false },
    { key: "Staging", host: "staging.mqtt.wmw-hub.com", port: MQTTS_PORT, attested: true },
];

/** The regions to offer, and what of the `wmwConfigRegions` setting could not be used. */
export interface RegionTable {
    readonly regions: readonly Region[];
    readonly problems: readonly Problem[];
}

/**
 * The known regions with those of the `wmwConfigRegions` setting (`{ "EU": "broker.example.com" }`) added or
 * put in their place; a value is `host` or `host:port`. A host that the user gives counts as attested. An entry
 * that is not usable is left out and reported; it never hides a known region.
 */
export function regionTable(setting: unknown): RegionTable {
    if (setting === undefined || setting === null) return { regions: KNOWN_REGIONS, problems: [] };
    if (typeof setting !== "object" || Array.isArray(setting)) {
        const message = `expected an object of region names and hosts, got ${shown(setting)}`;
        return {
            regions: KNOWN_REGIONS,
            problems: [{ path: "wmwConfigRegions", code: "regions-setting", message }],
        };
    }
    const regions = new Map(KNOWN_REGIONS.map((region) => [region.key, region]));
    const problems: Problem[] = [];
    for (const [key, value] of Object.entries(setting)) {
        const entry = regionEntry(key, value);
        if (entry.ok) regions.set(key, entry.value);
        else problems.push(...entry.problems);
    }
    return { regions: [...regions.values()], problems };
}

function regionEntry(key: string, value: unknown): Checked<Region> {
    const path = `wmwConfigRegions.${key}`;
    if (key === "" || key === CUSTOM_REGION) {
        return failed(path, "regions-setting", `expected another name than ${shown(key)}`);
    }
    const broker = checkHostname(value, path);
    return broker.ok ? passed({ key, ...broker.value, attested: true }) : broker;
}
