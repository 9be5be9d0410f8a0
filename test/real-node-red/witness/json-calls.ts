/** Counts how often commands are parsed and uplinks are serialised in this process. */
export class JsonCalls {
    parses = 0;
    serialisations = 0;

    constructor() {
        const { parse, stringify } = JSON;
        JSON.parse = (...args: Parameters<typeof parse>): unknown => {
            const text: unknown = args[0];
            if (typeof text === "string" && text.includes("DevEUI_downlink")) this.parses += 1;
            return parse(...args) as unknown;
        };
        Object.assign(JSON, {
            stringify: (...args: Parameters<typeof stringify>): string => {
                if (Object.hasOwn(Object(args[0]) as object, "DevEUI_uplink")) this.serialisations += 1;
                return stringify(...args);
            },
        });
    }

    /** Forgets what was counted. */
    reset(): void {
        this.parses = 0;
        this.serialisations = 0;
    }
}
