import { type ConnectionSettings } from "../connection-settings";
import { type BrokerLink } from "./broker-link";

/** What a connection subscribes to: the topic itself, or its share of it (MQTT 5, section 4.8.2). */
export function subscriptionFilter({
    endpoint,
    sharedGroup,
}: Pick<ConnectionSettings, "endpoint" | "sharedGroup">): string {
    return sharedGroup === "" ? endpoint.downlinkTopic : `$share/${sharedGroup}/${endpoint.downlinkTopic}`;
}

/**
 * The subscription of a connection to its downlink topic. A link that is new may belong to a session that holds
 * anything: so the broker is told on each one what is wanted.
 */
export class Subscription {
    readonly #filter: string;
    readonly #granted: () => void;
    readonly #refused: (reason: string) => void;
    #link: BrokerLink | undefined;
    /** What the broker was last asked for on this link. */
    #asked: "on" | "off" | undefined;

    /** @param parts.filter the topic filter, `downlink_{enterprise ID}` or `$share/{group}/downlink_{enterprise ID}` */
    constructor(parts: { filter: string; granted: () => void; refused: (reason: string) => void }) {
        this.#filter = parts.filter;
        this.#granted = parts.granted;
        this.#refused = parts.refused;
    }

    /** There is a link, or none any more. */
    use(link: BrokerLink | undefined): void {
        this.#link = link;
        this.#asked = undefined;
    }

    /**
     * Subscribes, or ends what an earlier run may have left in the session, so that the broker does not keep
     * commands for nobody. Asks only for what it has not asked for already.
     */
    ask(wanted: boolean): void {
        const link = this.#link;
        const wish = wanted ? "on" : "off";
        if (!link || wish === this.#asked) return;
        this.#asked = wish;
        if (wish === "off") link.unsubscribe(this.#filter);
        else {
            link.subscribe(this.#filter, (refusal) => {
                if (link === this.#link) this.#answered(refusal);
            });
        }
    }

    #answered(refusal: string | undefined): void {
        if (refusal === undefined) {
            this.#granted();
            return;
        }
        this.#asked = undefined;
        this.#refused(refusal);
    }
}
