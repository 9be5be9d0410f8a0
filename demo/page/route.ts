/** What the address asks for: `#/{enterprise}` is its devices, `#/{enterprise}/{DevEUI}` one of these. */
export interface Route {
    /** undefined: whichever comes first. */
    readonly enterpriseId: string | undefined;
    readonly devEUI: string | undefined;
}

/** The route in a location's hash; what cannot be read counts as not given. */
export function parseRoute(hash: string): Route {
    const [enterpriseId, devEUI] = hash
        .replace(/^#?\/?/, "")
        .split("/")
        .map(decoded);
    return { enterpriseId, devEUI: devEUI?.toUpperCase() };
}

/** The hash that leads to a route. */
export function hrefOf(enterpriseId: string, devEUI?: string): string {
    const parts = devEUI === undefined ? [enterpriseId] : [enterpriseId, devEUI];
    return `#/${parts.map(encodeURIComponent).join("/")}`;
}

function decoded(part: string): string | undefined {
    try {
        return part === "" ? undefined : decodeURIComponent(part);
    } catch {
        return undefined;
    }
}
