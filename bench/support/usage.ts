/** What a process has used so far. */
export interface Usage {
    /** Milliseconds by a clock that only grows. */
    readonly at: number;
    /** CPU time of all its threads, in microseconds. */
    readonly cpu: number;
    /** Resident memory, in bytes. */
    readonly rss: number;
    /** What is on its heap and beside it, in bytes. */
    readonly heap: number;
}

export function usageNow(): Usage {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { at: performance.now(), cpu: user + system, rss, heap: heapUsed + external };
}
