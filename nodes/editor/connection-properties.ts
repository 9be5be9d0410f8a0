import { type EditorNode } from "./red";

/** What is saved of a connection, as its dialog leaves it: numbers that were edited are text. */
export interface ConnectionProperties {
    version: number;
    name: string;
    region: string;
    customHostname: string;
    enterpriseId: string;
    description: string;
    active: boolean;
    tls: string;
    protocolVersion: string;
    clientId: string;
    keepalive: number | string;
    connectTimeout: number | string;
    actionTimeout: number | string;
    reconnectStrategy: string;
    uplinkTimeValidity: string;
    inFlight: number | string;
    queue: string;
    queueLimit: number | string;
    queueMaxMB: number | string;
    whenFull: string;
    downlinkEnabled: boolean;
    downlinkPort: number | string;
    downlinkAsId: string;
    sharedGroup: string;
    minUplinksPerHour: number | string;
    rateWindow: string;
}

export type ConnectionNode = EditorNode<ConnectionProperties>;
