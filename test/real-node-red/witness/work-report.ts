/** What a Node-RED did between two moments, counted inside it. None of it depends on how fast the machine is. */
export interface WorkReport {
    /**
     * How long it took (s), not less than what the timers of the counted process went by: what may happen once a second
     * is judged by it.
     */
    readonly seconds: number;
    /** The places in the code that have started a timer, one for each timer. */
    readonly timers: readonly string[];
    /** The places that have asked something of the file system, one for each request. */
    readonly fileRequests: readonly string[];
    /** Times that a text with a command in it was parsed. */
    readonly parses: number;
    /** Times that an uplink document was serialised. */
    readonly serialisations: number;
    /** Statuses by the id of the node that has shown them. */
    readonly statuses: Readonly<Record<string, number>>;
    /** Messages by the DevEUI of the command in them. */
    readonly messages: Readonly<Record<string, number>>;
    /** How often functions of the package, and the blocks in them, were run. */
    readonly steps: number;
}

/** Documents for nodes to get in turn, until each is settled and, where that is wanted, each node has shown a status. */
export interface UplinkOrder {
    /** Ids. */
    readonly nodes: readonly string[];
    readonly documents: number;
    readonly untilShown: boolean;
}

/** The device whose command tells that all commands before it have come out. */
export const FENCE = "FFFFFFFFFFFFFFFF";
