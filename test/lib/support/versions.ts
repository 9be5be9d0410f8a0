/** The versions of MQTT that a connection may speak, as settings and people call them. */
export const VERSIONS = [
    [4, "MQTT 3.1.1"],
    [5, "MQTT 5"],
] as const;
