import { brokerOf, checkEnterpriseId, downlinkTopicOf, uplinkTopicOf, urlOf } from "../lib/endpoint";
import { passed, type Checked } from "../lib/problem";
import { CUSTOM_REGION, type Region } from "../lib/regions";
import { isVariable } from "../lib/variable";

/** What the dialog says about where the connection will lead: each line, or why there is none yet. */
export interface ConnectionPreview {
    readonly broker: Checked<string>;
    readonly uplinkTopic: Checked<string>;
    /** Undefined where no commands are wanted. */
    readonly downlinkTopic: Checked<string> | undefined;
}

/** The endpoint as far as it can be told in the editor; environment variables stay as they are written. */
export function previewConnection(
    choice: {
        readonly region: unknown;
        readonly customHostname: unknown;
        readonly enterpriseId: unknown;
        readonly downlinkEnabled: boolean;
    },
    regions: readonly Region[],
): ConnectionPreview {
    const enterpriseId = isVariable(choice.enterpriseId)
        ? passed(choice.enterpriseId)
        : checkEnterpriseId(choice.enterpriseId);
    return {
        broker: previewBroker(choice.region, choice.customHostname, regions),
        uplinkTopic: mapped(enterpriseId, uplinkTopicOf),
        downlinkTopic: choice.downlinkEnabled ? mapped(enterpriseId, downlinkTopicOf) : undefined,
    };
}

function previewBroker(
    region: unknown,
    customHostname: unknown,
    regions: readonly Region[],
): Checked<string> {
    if (isVariable(region)) return passed(region);
    // Without a port: the variable may hold one.
    if (region === CUSTOM_REGION && isVariable(customHostname)) return passed(`mqtts://${customHostname}`);
    return mapped(brokerOf(region, customHostname, regions), urlOf);
}

function mapped<From, To>(checked: Checked<From>, to: (value: From) => To): Checked<To> {
    return checked.ok ? passed(to(checked.value)) : checked;
}
