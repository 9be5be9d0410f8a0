/** A user who may connect by MQTT: "MQTT user" and "MQTT password" in WMW's settings. */
export interface MqttUser {
    readonly username: string;
    readonly password: string;
}

export interface EnterpriseSetup {
    /** WMW's account ID; it becomes part of the topics. */
    readonly id: string;
    readonly users: readonly MqttUser[];
}

/** Who a connection belongs to, once its password was found right. */
export interface Identity {
    readonly username: string;
    readonly enterpriseId: string;
}

/** The enterprises of a platform that is told nothing else; `1234` is the one of ThingPark's documentation. */
export const DEFAULT_ENTERPRISES: readonly EnterpriseSetup[] = [
    { id: "1234", users: [{ username: "mqtt-username", password: "mqtt-password" }] },
    { id: "5678", users: [{ username: "other-username", password: "other-password" }] },
];

/** The one topic that users of an enterprise may publish on. */
export function uplinkTopicOf(enterpriseId: string): string {
    return `uplink_${enterpriseId}`;
}

/** The one topic that users of an enterprise may subscribe to. */
export function downlinkTopicOf(enterpriseId: string): string {
    return `downlink_${enterpriseId}`;
}

/** The users of all enterprises, and what they may do. */
export class AccessList {
    readonly #users = new Map<string, MqttUser & Identity>();

    /** Throws where two users share a name: nothing else tells them apart. */
    constructor(enterprises: readonly EnterpriseSetup[]) {
        for (const { id, users } of enterprises) {
            for (const user of users) {
                if (this.#users.has(user.username)) {
                    throw new Error(`the MQTT user "${user.username}" exists twice`);
                }
                this.#users.set(user.username, { ...user, enterpriseId: id });
            }
        }
    }

    /** Whom a name and password belong to; undefined where the pair is wrong. */
    identify(username: string | undefined, password: string | undefined): Identity | undefined {
        const user = username === undefined ? undefined : this.#users.get(username);
        if (user === undefined || user.password !== password) return undefined;
        return { username: user.username, enterpriseId: user.enterpriseId };
    }

    /** The names of an enterprise's users; their passwords stay in here. */
    usernames(enterpriseId: string): string[] {
        return [...this.#users.values()]
            .filter((user) => user.enterpriseId === enterpriseId)
            .map(({ username }) => username);
    }
}

export function mayPublish(identity: Identity, topic: string): boolean {
    return topic === uplinkTopicOf(identity.enterpriseId);
}

// Compared as text: a wildcard or a `$share/…` filter that would match the topic is another text.
export function maySubscribe(identity: Identity, filter: string): boolean {
    return filter === downlinkTopicOf(identity.enterpriseId);
}
