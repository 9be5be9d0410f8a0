/** A row of `GET /api/enterprises`. */
export interface EnterpriseRow {
    /** WMW's account ID. */
    readonly id: string;
    readonly uplinkTopic: string;
    readonly downlinkTopic: string;
    /** The names of its MQTT users; their passwords are told to nobody. */
    readonly mqttUsers: readonly string[];
    /** How many of its MQTT clients are connected now. */
    readonly clients: number;
    readonly devices: number;
    /** How many messages came since the start. */
    readonly messages: number;
    /** Of these, the ones that are not JSON: WMW ignores them. */
    readonly notJson: number;
}

/** A row of `GET /api/enterprises/{id}/unknown-devices`: a device that sends and that nobody has set up. */
export interface UnknownDevice {
    readonly devEUI: string;
    /** How many documents it has sent. */
    readonly documents: number;
}
