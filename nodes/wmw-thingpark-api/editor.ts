import { openThingParkDialog, tokenUrlIn, type ThingParkProperties } from "../editor/thingpark-dialog";
import { thingParkText } from "../editor/thingpark-catalog";
import { savedVersion, validator } from "../editor/validators";
import { passed } from "../lib/problem";
import { checkBaseUrl } from "../lib/thingpark-api/api-address";
import { checkClientId } from "../lib/thingpark-api/api-settings";
import { THINGPARK_API } from "../lib/saved-nodes";

RED.nodes.registerType<ThingParkProperties, "clientId" | "clientSecret">("wmw-thingpark-api", {
    category: "config",
    defaults: {
        version: { value: 1, label: thingParkText("label.version"), validate: savedVersion(THINGPARK_API) },
        name: { value: "" },
        baseUrl: {
            value: "",
            required: true,
            label: thingParkText("label.baseUrl"),
            validate: validator(checkBaseUrl),
        },
        tokenUrl: {
            value: "",
            label: thingParkText("label.tokenUrl"),
            validate: validator(
                (tokenUrl, { baseUrl, credentials }) =>
                    tokenUrlIn({ tokenUrl, baseUrl, clientId: credentials?.clientId }) ?? passed(tokenUrl),
            ),
        },
        tls: { value: "", type: "tls-config", required: false, label: thingParkText("label.tls") },
    },
    credentials: {
        clientId: {
            type: "text",
            label: thingParkText("label.clientId"),
            validate: validator(checkClientId),
        },
        clientSecret: { type: "password" },
    },
    paletteLabel() {
        return thingParkText("type");
    },
    label() {
        return this.name || hostIn(this.baseUrl) || thingParkText("type");
    },
    labelStyle() {
        return this.name ? "node_label_italic" : "";
    },
    oneditprepare() {
        openThingParkDialog(this);
    },
    oneditsave() {
        this.version = 1;
    },
});

/** What tells one platform from another; "" where there is none yet. */
function hostIn(baseUrl: unknown): string {
    const checked = checkBaseUrl(baseUrl);
    return checked.ok ? new URL(checked.value).host : "";
}
