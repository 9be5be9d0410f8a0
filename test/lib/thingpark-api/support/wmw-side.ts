import { type WmwSide } from "../../../../nodes/lib/thingpark-api/connection-body";

/** What a WMW connection with the sample values of the document "Creating a WMW connection" gives. */
export const WMW: WmwSide = {
    endpoint: {
        host: "my.hostname.com",
        port: 8883,
        uplinkTopic: "uplink_1234",
        downlinkTopic: "downlink_1234",
    },
    login: { username: "mqtt-username", password: "mqtt-password" },
    tls: { certificate: undefined, privateKey: undefined, trustedCa: undefined },
    commands: { asId: "", asKey: "" },
};
