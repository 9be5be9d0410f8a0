import { failed, passed, shown, type Checked } from "./problem";

/** What a flow file holds of a node. */
export type SavedNode = Readonly<Record<string, unknown>>;

/** Brings a saved node from one version to the next; pure. */
export type Migration = (saved: SavedNode) => SavedNode;

/** How a type of node is saved, and what leads from older versions to the present one. */
export interface SavedType {
    /** The value of each field in a new node, and in one that was saved before there was the field. */
    readonly defaults: SavedNode;
    readonly migrations: readonly Migration[];
}

/**
 * A saved node as the present version writes it. The migration at index n leads from version n to n + 1; a
 * node without a version is of version 0. A node of a later version than the last is refused: what it means
 * is not known here.
 */
export function migrate(saved: SavedNode, { defaults, migrations }: SavedType): Checked<SavedNode> {
    const version = saved.version ?? 0;
    if (typeof version !== "number" || !Number.isInteger(version) || version < 0) {
        return failed("version", "settings-invalid", `expected a whole number, got ${shown(version)}`);
    }
    if (version > migrations.length) {
        const message = `expected at most ${migrations.length}, got ${version}: update @wmw-nodes/node-red-wmw`;
        return failed("version", "newer-version", message);
    }
    const migrated = migrations.slice(version).reduce((node, migration) => migration(node), saved);
    return passed({ ...defaults, ...migrated, version: migrations.length });
}
