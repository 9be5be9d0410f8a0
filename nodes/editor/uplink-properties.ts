import { type EditorNode } from "./red";

/** What is saved of a `wmw-uplink-out`. */
export interface UplinkOutProperties {
    version: number;
    name: string;
    connection: string;
    source: string;
    format: string;
    qos: string;
}

export type UplinkOutNode = EditorNode<UplinkOutProperties>;
