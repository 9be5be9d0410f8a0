import { isAbsent } from "./absent";
import { combined, failed, passed, shown, type Checked } from "./problem";
import { checkHostname, type HostAndPort } from "./hostname";
import { CUSTOM_REGION, type Region } from "./regions";

/** Where a WMW connection leads: the broker, and the two topics of the enterprise. */
export interface Endpoint {
    /** DNS name or address; an IPv6 address without its brackets. */
    readonly host: string;
    readonly port: number;
    /** `mqtts://host:port`, for people to read. */
    readonly url: string;
    readonly enterpriseId: string;
    readonly uplinkTopic: string;
    readonly downlinkTopic: string;
}

/**
 * The endpoint that region, custom hostname and enterprise ID stand for, or every reason why there is none.
 * Document "Creating a WMW connection": port 8883, topics `uplink_{id}` and `downlink_{id}`.
 */
export function deriveEndpoint(
    choice: { region: unknown; customHostname: unknown; enterpriseId: unknown },
    regions: readonly Region[],
): Checked<Endpoint> {
    const checked = combined<{ broker: HostAndPort; enterpriseId: string }>({
        broker: brokerOf(choice.region, choice.customHostname, regions),
        enterpriseId: checkEnterpriseId(choice.enterpriseId),
    });
    if (!checked.ok) return checked;
    const { broker, enterpriseId } = checked.value;
    return passed({
        ...broker,
        url: urlOf(broker),
        enterpriseId,
        uplinkTopic: uplinkTopicOf(enterpriseId),
        downlinkTopic: downlinkTopicOf(enterpriseId),
    });
}

/** `mqtts://host:port`, with the brackets that an IPv6 address needs. */
export function urlOf(broker: HostAndPort): string {
    return `mqtts://${hostNameOf(broker)}`;
}

/** `host:port`, as ThingPark wants it too. */
export function hostNameOf({ host, port }: HostAndPort): string {
    return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The topic that carries the documents of all devices of an enterprise to WMW. */
export function uplinkTopicOf(enterpriseId: string): string {
    return `uplink_${enterpriseId}`;
}

/** The topic that carries the commands for all devices of an enterprise from WMW. */
export function downlinkTopicOf(enterpriseId: string): string {
    return `downlink_${enterpriseId}`;
}

/** The broker of a region, or of the custom hostname where the region is `custom`. */
export function brokerOf(
    region: unknown,
    customHostname: unknown,
    regions: readonly Region[],
): Checked<HostAndPort> {
    if (region === CUSTOM_REGION) return checkHostname(customHostname, "customHostname");
    const known = regions.find(({ key }) => key === region);
    if (known) return passed({ host: known.host, port: known.port });
    const keys = [...regions.map(({ key }) => key), CUSTOM_REGION].join(", ");
    return failed("region", "region-unknown", `expected one of ${keys}, got ${shown(region)}`);
}

/** The enterprise ID: 1 to 64 letters, digits, `-` and `_`, since it becomes part of topics. */
export function checkEnterpriseId(value: unknown): Checked<string> {
    const path = "enterpriseId";
    const text = typeof value === "number" ? String(value) : value;
    if (isAbsent(text)) {
        return failed(path, "enterprise-id-missing", "expected your WMW enterprise ID, got nothing");
    }
    if (typeof text === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(text)) return passed(text);
    return failed(
        path,
        "enterprise-id-invalid",
        `expected 1 to 64 letters, digits, "-" or "_", got ${shown(text)}`,
    );
}
