import { fieldLabel, translated } from "../editor/catalog";
import { closeConnectionDialog, openConnectionDialog } from "../editor/connection-dialog";
import { type ConnectionProperties } from "../editor/connection-properties";
import { checkCustomHostname, checkRegion, checkUsername } from "../editor/connection-rules";
import { savedVersion, validator } from "../editor/validators";
import {
    checkActive,
    checkClientId,
    checkNumber,
    checkProtocolVersion,
    checkQueuePlace,
    checkReconnectStrategy,
    checkSharedGroup,
    checkTimeValidity,
    checkWhenFull,
    NUMBER_FIELDS,
} from "../lib/connection-settings";
import { checkDownlinkAsId, checkDownlinkEnabled, checkDownlinkPort } from "../lib/downlink-settings";
import { checkEnterpriseId } from "../lib/endpoint";
import { checkMinUplinks } from "../lib/monitor/rate-limit";
import { checkRateWindow } from "../lib/monitor/weekly-window";
import { CONFIG } from "../lib/saved-nodes";

RED.nodes.registerType<ConnectionProperties, "username" | "password" | "downlinkAsKey">("wmw-config", {
    category: "config",
    defaults: {
        version: { value: 1, label: fieldLabel("version"), validate: savedVersion(CONFIG) },
        name: { value: "" },
        region: { value: "US", label: fieldLabel("region"), validate: validator(checkRegion) },
        customHostname: {
            value: "",
            label: fieldLabel("customHostname"),
            validate: validator(checkCustomHostname),
        },
        enterpriseId: {
            value: "",
            required: true,
            label: fieldLabel("enterpriseId"),
            validate: validator(checkEnterpriseId),
        },
        description: { value: "" },
        active: { value: true, label: fieldLabel("active"), validate: validator(checkActive) },
        tls: { value: "", type: "tls-config", required: false, label: fieldLabel("tls") },
        protocolVersion: {
            value: "4",
            label: fieldLabel("protocolVersion"),
            validate: validator(checkProtocolVersion),
        },
        clientId: { value: "", label: fieldLabel("clientId"), validate: validator(checkClientId) },
        keepalive: {
            value: 60,
            label: fieldLabel("keepalive"),
            validate: validator((value) => checkNumber(value, NUMBER_FIELDS.keepalive)),
        },
        connectTimeout: {
            value: 60,
            label: fieldLabel("connectTimeout"),
            validate: validator((value) => checkNumber(value, NUMBER_FIELDS.connectTimeout)),
        },
        actionTimeout: {
            value: 60,
            label: fieldLabel("actionTimeout"),
            validate: validator((value) => checkNumber(value, NUMBER_FIELDS.actionTimeout)),
        },
        reconnectStrategy: {
            value: "normal",
            label: fieldLabel("reconnectStrategy"),
            validate: validator(checkReconnectStrategy, CONFIG.defaults.reconnectStrategy),
        },
        uplinkTimeValidity: {
            value: "",
            label: fieldLabel("uplinkTimeValidity"),
            validate: validator(checkTimeValidity, CONFIG.defaults.uplinkTimeValidity),
        },
        inFlight: {
            value: 50,
            label: fieldLabel("inFlight"),
            validate: validator((value) => checkNumber(value, NUMBER_FIELDS.inFlight)),
        },
        queue: {
            value: "disk",
            label: fieldLabel("queue"),
            validate: validator(checkQueuePlace, CONFIG.defaults.queue),
        },
        queueLimit: {
            value: 100_000,
            label: fieldLabel("queueLimit"),
            validate: validator(
                (value) => checkNumber(value, NUMBER_FIELDS.queueLimit),
                CONFIG.defaults.queueLimit,
            ),
        },
        queueMaxMB: {
            value: 256,
            label: fieldLabel("queueMaxMB"),
            validate: validator(
                (value) => checkNumber(value, NUMBER_FIELDS.queueMaxMB),
                CONFIG.defaults.queueMaxMB,
            ),
        },
        whenFull: {
            value: "reject-new",
            label: fieldLabel("whenFull"),
            validate: validator(checkWhenFull, CONFIG.defaults.whenFull),
        },
        downlinkEnabled: {
            value: true,
            label: fieldLabel("downlinkEnabled"),
            validate: validator(checkDownlinkEnabled, CONFIG.defaults.downlinkEnabled),
        },
        downlinkPort: {
            value: "",
            label: fieldLabel("downlinkPort"),
            validate: validator(checkDownlinkPort, CONFIG.defaults.downlinkPort),
        },
        downlinkAsId: {
            value: "",
            label: fieldLabel("downlinkAsId"),
            validate: validator(checkDownlinkAsId, CONFIG.defaults.downlinkAsId),
        },
        sharedGroup: {
            value: "",
            label: fieldLabel("sharedGroup"),
            validate: validator(checkSharedGroup, CONFIG.defaults.sharedGroup),
        },
        minUplinksPerHour: {
            value: "",
            label: fieldLabel("minUplinksPerHour"),
            validate: validator(checkMinUplinks, CONFIG.defaults.minUplinksPerHour),
        },
        rateWindow: {
            value: "",
            label: fieldLabel("rateWindow"),
            validate: validator(checkRateWindow, CONFIG.defaults.rateWindow),
        },
    },
    credentials: {
        username: { type: "text", label: fieldLabel("username"), validate: validator(checkUsername) },
        password: { type: "password" },
        downlinkAsKey: { type: "password" },
    },
    paletteLabel() {
        return translated("type");
    },
    label() {
        if (this.name) return this.name;
        return this.enterpriseId
            ? translated("enterprise", { enterpriseId: this.enterpriseId })
            : translated("type");
    },
    labelStyle() {
        return this.name ? "node_label_italic" : "";
    },
    oneditprepare() {
        openConnectionDialog(this);
    },
    oneditsave() {
        this.version = 1;
        closeConnectionDialog();
    },
    oneditcancel: closeConnectionDialog,
    oneditdelete: closeConnectionDialog,
});
