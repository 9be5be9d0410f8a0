import { pbkdf2Sync, randomBytes } from "node:crypto";
import { DEFAULT_ENTERPRISES, downlinkTopicOf, uplinkTopicOf, type MqttUser } from "../../demo/enterprises";

/** A user of a broker, and the topics that it has rights on. */
export interface BrokerUser extends MqttUser {
    readonly publish: readonly string[];
    readonly subscribe: readonly string[];
}

/** The user of enterprise 1234, with the rights that WMW's page gives it. */
export const ENTERPRISE_USER = userOf("1234");

/** Somebody at WMW, who reads the uplinks of all enterprises and sends commands to all of them. */
export const OPERATOR: BrokerUser = {
    username: "operator",
    password: "operator-password",
    publish: DEFAULT_ENTERPRISES.map(({ id }) => downlinkTopicOf(id)),
    subscribe: DEFAULT_ENTERPRISES.map(({ id }) => uplinkTopicOf(id)),
};

/** The users of a broker that is told nothing else. */
export const DEFAULT_USERS: readonly BrokerUser[] = [ENTERPRISE_USER, userOf("5678"), OPERATOR];

/** What mosquitto reads as `password_file`: PBKDF2 with SHA-512, as mosquitto_passwd writes it. */
export function passwordFile(users: readonly BrokerUser[]): string {
    return lines(
        users.map(({ username, password }) => {
            const { iterations, salt, hash } = hashed(password);
            return `${username}:$7$${iterations}$${salt}$${hash}`;
        }),
    );
}

/** What mosquitto reads as `acl_file`. A subscription to anything else is granted, and then gets nothing. */
export function aclFile(users: readonly BrokerUser[]): string {
    return lines(
        users.flatMap(({ username, publish, subscribe }) => [
            `user ${username}`,
            ...publish.map((topic) => `topic write ${topic}`),
            ...subscribe.map((topic) => `topic read ${topic}`),
        ]),
    );
}

/** What mosquitto_dynamic_security.so reads: users and rights in one. A subscription may be refused. */
export function dynamicSecurityFile(users: readonly BrokerUser[]): string {
    return JSON.stringify({
        defaultACLAccess: {
            publishClientSend: false,
            publishClientReceive: true,
            subscribe: false,
            unsubscribe: true,
        },
        clients: users.map(({ username, password }) => {
            const { iterations, salt, hash } = hashed(password);
            return { username, iterations, salt, password: hash, roles: [{ rolename: username }] };
        }),
        groups: [],
        roles: users.map(({ username, publish, subscribe }) => ({
            rolename: username,
            acls: [
                ...publish.map((topic) => allow("publishClientSend", topic)),
                ...subscribe.map((topic) => allow("subscribeLiteral", topic)),
            ],
        })),
    });
}

function allow(acltype: string, topic: string): object {
    return { acltype, topic, priority: 0, allow: true };
}

function userOf(enterpriseId: string): BrokerUser {
    const user = DEFAULT_ENTERPRISES.find(({ id }) => id === enterpriseId)?.users[0];
    if (!user) throw new Error(`there is no user of enterprise ${enterpriseId}`);
    return { ...user, publish: [uplinkTopicOf(enterpriseId)], subscribe: [downlinkTopicOf(enterpriseId)] };
}

/** Hash and salt in base64, of the lengths that mosquitto demands. */
function hashed(password: string): { iterations: number; salt: string; hash: string } {
    const iterations = 101;
    const salt = randomBytes(12);
    const hash = pbkdf2Sync(password, salt, iterations, 64, "sha512");
    return { iterations, salt: salt.toString("base64"), hash: hash.toString("base64") };
}

function lines(of: readonly string[]): string {
    return of.map((line) => `${line}\n`).join("");
}
