import { CUSTOM_REGION } from "../lib/regions";
import { type Checked } from "../lib/problem";
import { CONFIG } from "../lib/saved-nodes";
import { isVariable } from "../lib/variable";
import { joined, reasonOf, translated } from "./catalog";
import { readConnectionForm } from "./connection-form";
import { previewConnection, type ConnectionPreview } from "./connection-preview";
import { type ConnectionNode } from "./connection-properties";
import { ConnectionTestBox } from "./connection-test-box";
import { attachCopyButton } from "./copy-connection";
import { textIn } from "./field-text";
import { attachPasswordEye } from "./password-eye";
import { QueueBox } from "./queue-box";
import { loadRegionList, regionList } from "./region-list";
import { fillRegionSelect } from "./region-select";
import { showSavedFields } from "./saved-fields";
import { replaceAsWhole } from "./stored-password";
import { trimOnChange } from "./trim-on-change";

/** The connection whose dialog is open: its validators look at the fields rather than at what was saved. */
let edited: ConnectionNode | undefined;

let test: ConnectionTestBox | undefined;

/** Brings the dialog of a connection to life. */
export function openConnectionDialog(node: ConnectionNode): void {
    edited = node;
    showSavedFields(node, CONFIG, field);
    const region = field("region");
    fillRegionSelect(region, regionList(), node.region);
    void loadRegionList().then((list) => {
        if (edited !== node) return;
        fillRegionSelect(region, list, textIn(region));
        region.trigger("change"); // Node-RED validates the dialog again.
    });
    attachPasswordEye(field("password"), dialog().find(".wmw-eye"));
    replaceAsWhole(field("downlinkAsKey"));
    const pasted = ["customHostname", "enterpriseId", "downlinkPort", "downlinkAsId", "sharedGroup"];
    for (const name of pasted) trimOnChange(field(name));
    const readForm = (): ReturnType<typeof readConnectionForm> => readConnectionForm(node, field);
    test = new ConnectionTestBox({
        button: dialog().find(".wmw-test-button"),
        box: dialog().find(".wmw-test"),
        configId: node.id,
        readForm,
    });
    attachCopyButton(dialog().find(".wmw-copy-button"), readForm);
    void new QueueBox(dialog().find(".wmw-queue"), node.id).show();
    dialog().on("input change", update);
    update();
    // Node-RED validates the fields after this function: a bad one is not to stay out of sight.
    setTimeout(() => {
        const more = dialog().find("details");
        if (more.find(".input-error").length > 0) more.prop("open", true);
    });
}

/** To be called when the dialog was saved, cancelled, or its connection deleted. */
export function closeConnectionDialog(): void {
    test?.cancel();
    test = undefined;
    edited = undefined;
}

/** The region of a connection: as chosen in its dialog while that is open. */
export function regionOf(node: ConnectionNode): unknown {
    return edited === node ? field("region").val() : node.region;
}

/** The password of a connection, or what stands for a stored one: as typed while its dialog is open. */
export function passwordOf(node: ConnectionNode): unknown {
    return edited === node ? field("password").val() : node.credentials?.password;
}

function update(): void {
    const region = textIn(field("region"));
    dialog()
        .find(".wmw-custom-hostname")
        .toggle(region === CUSTOM_REGION || isVariable(region));
    const { regions } = regionList();
    const preview = previewConnection(
        {
            region,
            customHostname: textIn(field("customHostname")),
            enterpriseId: textIn(field("enterpriseId")),
            downlinkEnabled: field("downlinkEnabled").is(":checked"),
        },
        regions,
    );
    showPreview(preview);
    const unconfirmed = regions.some(({ key, attested }) => key === region && !attested);
    dialog().find(".wmw-not-confirmed").toggle(unconfirmed);
}

function showPreview(preview: ConnectionPreview): void {
    const line = (name: string): JQuery => dialog().find(`.wmw-preview-${name}`);
    const show = (name: string, told: Checked<string>): void => {
        const text = told.ok ? told.value : joined(told.problems.map((problem) => reasonOf(problem)));
        line(name).text(text).toggleClass("wmw-none-yet", !told.ok);
    };
    show("broker", preview.broker);
    show("uplink", preview.uplinkTopic);
    if (preview.downlinkTopic) show("downlink", preview.downlinkTopic);
    else line("downlink").text(translated("preview.no-commands")).addClass("wmw-none-yet");
}

function dialog(): JQuery {
    return $("#wmw-connection-dialog");
}

function field(name: string): JQuery {
    return dialog().find(`#node-config-input-${name}`);
}
