/** A connection as far as it is chosen by the nodes that use it. */
export interface UsedConnection {
    readonly id: string;
    /** `z` is the flow that a node stands on. */
    readonly users: readonly { readonly z?: string }[];
}

/**
 * The connection that people want to see first, of those that there are: one that the open flow uses, else one that
 * any node uses, else the first.
 */
export function firstUnfolded<Connection extends UsedConnection>(
    all: readonly Connection[],
    openFlow: string | 0,
): Connection | undefined {
    return (
        all.find(({ users }) => users.some(({ z }) => z === openFlow)) ??
        all.find(({ users }) => users.length > 0) ??
        all[0]
    );
}
