/** A process, told from all that had, or will have, the same pid. */
export interface ProcessIdentity {
    readonly pid: number;
    /** When it started, as this machine tells it: letters, digits, `_` and `-`. */
    readonly started: string;
    /** Name of the machine or container. */
    readonly host: string;
}

/** The processes of this machine. Neither question fails. */
export interface Processes {
    /** This process. */
    own(): Promise<ProcessIdentity>;
    /** Whether a process of this host still runs, as far as can be told. */
    runs(identity: Pick<ProcessIdentity, "pid" | "started">): Promise<boolean>;
}
