import { type DevEuiFilter } from "./dev-eui-filter";

/**
 * Finds who wants a device, in a time that does not depend on how many want others: one look-up for the whole
 * DevEUI, and one for each length of prefix in use (at most 15).
 */
export class DevEuiIndex<T> {
    readonly #all = new Set<T>();
    readonly #exact = new Map<string, Set<T>>();
    readonly #prefixes = new Map<number, Map<string, Set<T>>>();

    add(filter: DevEuiFilter, taker: T): void {
        if (filter.kind === "all") {
            this.#all.add(taker);
            return;
        }
        for (const devEUI of filter.exact) addTo(this.#exact, devEUI, taker);
        for (const prefix of filter.prefixes) {
            const ofLength = this.#prefixes.get(prefix.length) ?? new Map<string, Set<T>>();
            this.#prefixes.set(prefix.length, ofLength);
            addTo(ofLength, prefix, taker);
        }
    }

    remove(filter: DevEuiFilter, taker: T): void {
        if (filter.kind === "all") {
            this.#all.delete(taker);
            return;
        }
        for (const devEUI of filter.exact) removeFrom(this.#exact, devEUI, taker);
        for (const prefix of filter.prefixes) {
            const ofLength = this.#prefixes.get(prefix.length);
            if (!ofLength) continue;
            removeFrom(ofLength, prefix, taker);
            if (ofLength.size === 0) this.#prefixes.delete(prefix.length);
        }
    }

    /** Those that want the device, each once. `devEUI` is in upper case. */
    find(devEUI: string): ReadonlySet<T> {
        const exact = this.#exact.get(devEUI);
        // As good as always one kind of filter is in use, and nothing has to be put together.
        if (this.#prefixes.size === 0) {
            if (!exact) return this.#all;
            if (this.#all.size === 0) return exact;
        }
        const found = new Set(this.#all);
        for (const taker of exact ?? []) found.add(taker);
        for (const [length, prefixes] of this.#prefixes) {
            for (const taker of prefixes.get(devEUI.slice(0, length)) ?? []) found.add(taker);
        }
        return found;
    }

    /** Those that want every device. */
    get all(): ReadonlySet<T> {
        return this.#all;
    }
}

function addTo<T>(map: Map<string, Set<T>>, key: string, taker: T): void {
    const takers = map.get(key);
    if (takers) takers.add(taker);
    else map.set(key, new Set([taker]));
}

function removeFrom<T>(map: Map<string, Set<T>>, key: string, taker: T): void {
    const takers = map.get(key);
    if (!takers) return;
    takers.delete(taker);
    if (takers.size === 0) map.delete(key);
}
