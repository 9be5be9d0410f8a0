/** The value in the middle; of an even number, the mean of the two. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    const [low = NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
    return (low + high) / 2;
}

/**
 * Measures each peer once a round, in turn and in another order each round, so that what else the machine does meets
 * all of them alike.
 */
export async function alternating<Peer extends string, Result>(
    rounds: number,
    peers: readonly Peer[],
    measure: (peer: Peer) => Promise<Result>,
): Promise<Record<Peer, Result[]>> {
    const results = Object.fromEntries(peers.map((peer) => [peer, []])) as unknown as Record<Peer, Result[]>;
    for (let round = 0; round < rounds; round += 1) {
        const order = round % 2 === 0 ? peers : [...peers].reverse();
        for (const peer of order) results[peer].push(await measure(peer));
    }
    return results;
}

/** The median over the rounds of one peer's figure divided by another's. */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
    return median(ours) / median(theirs);
}
