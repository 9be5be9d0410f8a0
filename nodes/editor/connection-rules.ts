import { checkLogin } from "../lib/connection-settings";
import { brokerOf } from "../lib/endpoint";
import { checkHostname } from "../lib/hostname";
import { passed, type Checked } from "../lib/problem";
import { CUSTOM_REGION } from "../lib/regions";
import { passwordOf, regionOf } from "./connection-dialog";
import { type ConnectionNode } from "./connection-properties";
import { loadRegionList, regionList } from "./region-list";

/** A region has to be one that the server knows; until it has told which, none is called unknown. */
export function checkRegion(region: unknown): Checked<unknown> {
    void loadRegionList();
    const { regions, complete } = regionList();
    return complete && region !== CUSTOM_REGION ? brokerOf(region, "", regions) : passed(region);
}

/** The custom hostname counts only where the region is the custom one. */
export function checkCustomHostname(hostname: unknown, node: ConnectionNode): Checked<unknown> {
    return regionOf(node) === CUSTOM_REGION ? checkHostname(hostname, "customHostname") : passed(hostname);
}

/** A username is needed only where there is a password. */
export function checkUsername(username: unknown, node: ConnectionNode): Checked<unknown> {
    return checkLogin(username, passwordOf(node));
}
