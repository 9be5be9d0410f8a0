import { type EditorNode } from "./red";

/** What is saved of a `wmw-downlink-in`. */
export interface DownlinkInProperties {
    version: number;
    name: string;
    connection: string;
    devEUIs: string;
    emit: string;
    format: string;
    application: string;
    deviceId: string;
}

export type DownlinkInNode = EditorNode<DownlinkInProperties>;
