/** A document or a command as it passes by: as it travels, and not looked into. */
export interface SeenMessage {
    readonly direction: "uplink" | "command";
    /** The device in upper case; undefined where the message names none. */
    readonly devEUI: string | undefined;
    readonly payload: string | Buffer;
    /** Size of the payload in bytes. */
    readonly bytes: number;
}

/** A message that is kept for a while. */
export interface KeptMessage extends SeenMessage {
    /** Grows from message to message, over all devices of a connection and over restarts. */
    readonly number: number;
    /** When it passed by, in milliseconds since 1970. */
    readonly at: number;
}
