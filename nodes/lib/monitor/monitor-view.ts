import { type DecodedValue } from "./decoded-values";
import { type MessageKind } from "./message-kind";

/** What the last documents tell of a device; undefined: they do not. */
export interface DeviceSummary {
    readonly name?: string;
    readonly model?: string;
    /** dBm. */
    readonly rssi?: number;
    /** dB. */
    readonly snr?: number;
    /** As it was decoded: a percentage or a voltage. */
    readonly battery?: DecodedValue;
}

/** A device in the list. */
export interface DeviceRow extends DeviceSummary {
    /** WMW's "Unique device identifier"; null stands for all messages that name no device. */
    readonly devEUI: string | null;
    /** Messages since it was first seen. */
    readonly count: number;
    /** When the last of them passed by, in milliseconds since 1970. */
    readonly lastMessage: number;
    /** The number of the last of them. */
    readonly change: number;
}

/** What has become of the devices since a viewer looked. */
export interface DevicesChange {
    /** How far this goes: what the viewer asks with next time. */
    readonly change: number;
    /** Devices whose `change` is lower are forgotten. */
    readonly floor: number;
    /** Those with new messages, the one that was silent the longest first. */
    readonly devices: readonly DeviceRow[];
}

/** A row of a device's "Status messages", as on WMW's own page. */
export interface StatusMessage {
    /** By which the document itself can be asked for. */
    readonly number: number;
    readonly kind: MessageKind;
    /** The document's own `Time`, or when it passed by where it has none; milliseconds since 1970. */
    readonly date: number;
    readonly fPort: number | null;
    readonly fCount: number | null;
    /** dBm, of the base station that received it best. */
    readonly rssi: number | null;
    /** dB. */
    readonly snr: number | null;
    /** `payload_hex` as it came. */
    readonly payload: string | null;
    /** What was decoded; of a document that is no uplink, what it says. */
    readonly values: readonly DecodedValue[];
}

/** What `GET wmw/monitor/{configuration}/{device}` answers: the messages that the viewer has not got, oldest first. */
export interface MessagesAnswer {
    readonly messages: readonly StatusMessage[];
    /** Messages whose number is lower are not kept any more. */
    readonly floor: number;
}

/** A document as it travelled, without its secrets. */
export interface KeptDocument {
    readonly number: number;
    readonly direction: "uplink" | "command";
    /** When it passed by, in milliseconds since 1970. */
    readonly at: number;
    readonly document: unknown;
}

/** Messages in each of the last minutes, the oldest first; the last one is still being counted. */
export interface MinuteRates {
    readonly uplinks: readonly number[];
    readonly commands: readonly number[];
}

/** Too few uplinks: how many there were in the last hour, and how many there should have been. */
export interface LowRate {
    readonly uplinks: number;
    readonly minimum: number;
}

/** What has become of uplinks, and of commands, since the connection was deployed. */
export interface Counts {
    readonly uplinks: Readonly<Record<UplinkCount, number>>;
    readonly commands: Readonly<Record<CommandCount, number>>;
}

export const UPLINK_COUNTS = [
    "sent",
    "acknowledged",
    "queued",
    "expired",
    "dropped",
    "refused",
    "rejected",
    "skipped",
] as const;

export type UplinkCount = (typeof UPLINK_COUNTS)[number];

export const COMMAND_COUNTS = [
    "received",
    "dispatched",
    "unclaimed",
    "broken",
    "expired",
    "other",
    "notJson",
] as const;

export type CommandCount = (typeof COMMAND_COUNTS)[number];

/** The state of a connection, as its nodes show it. */
export interface ShownState {
    readonly fill: "red" | "yellow" | "green" | "grey";
    /** A text of the catalogue, below `status`. */
    readonly key: string;
    /** The whole reason where something is wrong; "" where nothing is. */
    readonly reason: string;
    /** When it is tried again, in milliseconds since 1970; null: it is not waiting. */
    readonly retryAt: number | null;
}

/** What a connection has done so far. */
export interface ConnectionFigures {
    readonly queue: {
        readonly documents: number;
        readonly bytes: number;
        /** When the oldest document came, in milliseconds since 1970; null: none waits, or it is not known. */
        readonly oldest: number | null;
    };
    readonly counts: Counts;
    readonly rates: MinuteRates;
    /** null: there are enough uplinks, or nobody wants to know. */
    readonly lowRate: LowRate | null;
}

/** What `GET wmw/monitor/{configuration}` answers; `figures` is null where the configuration has no connection. */
export interface MonitorAnswer extends DevicesChange {
    /** The server's clock, in milliseconds since 1970: the reader's own may be wrong. */
    readonly now: number;
    readonly state: ShownState;
    readonly figures: ConnectionFigures | null;
}
