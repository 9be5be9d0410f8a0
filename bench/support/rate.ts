import { type LoadResult } from "./load";

/** Messages a second. */
export function rateOf({ count, milliseconds }: LoadResult): number {
    return (count / milliseconds) * 1_000;
}

/** CPU time of one message, in microseconds. */
export function cpuOf({ count, cpu }: LoadResult): number {
    return cpu / count;
}
