/** A text of the catalogue of `wmw-thingpark-api`, in the user's language. */
export function thingParkText(key: string, values?: Record<string, string | number>): string {
    return RED._(`@wmw-nodes/node-red-wmw/wmw-thingpark-api:wmw-thingpark-api.${key}`, values);
}

/** A text of the catalogue of `wmw-connections`, in the user's language. */
export function connectionsText(key: string, values?: Record<string, string | number>): string {
    return RED._(`@wmw-nodes/node-red-wmw/wmw-connections:wmw-connections.${key}`, values);
}
