/** The script of the platform's page: it joins the address, what the platform tells, and what is shown. */
import { Refresher } from "../../nodes/editor/refresher";
import { DeviceDialog } from "./device-dialog";
import { DeviceSection } from "./device-section";
import { DevicesSection } from "./devices-section";
import { byId } from "./dom";
import { DownlinkForm } from "./downlink-form";
import { Header } from "./header";
import { Live } from "./live";
import { RequestError } from "./platform-client";
import { hrefOf, parseRoute } from "./route";
import { takeSnapshot, type Snapshot } from "./snapshot";

let shown: Snapshot | undefined;

const header = new Header((id) => {
    location.hash = hrefOf(id);
});
const dialog = new DeviceDialog(() => refresher.request());
const devicesSection = new DevicesSection((devEUI) => {
    if (shown) dialog.open(shown.enterprise.id, devEUI);
});
const deviceSection = new DeviceSection(
    new DownlinkForm((id) => shown?.enterprises.find((row) => row.id === id)?.clients ?? 0),
);
const back = byId("back", HTMLAnchorElement);

const refresher = new Refresher(async () => {
    const { hash } = location;
    try {
        const snapshot = await takeSnapshot(parseRoute(hash));
        header.showLive(live.state);
        // Of a view that was left meanwhile; the next turn, already asked for, brings the right one.
        if (hash === location.hash) show(snapshot);
    } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        // What is shown grows old from now on.
        header.showLive("lost");
    }
});

function show(snapshot: Snapshot): void {
    const before = shown;
    shown = snapshot;
    const { enterprise, view } = snapshot;
    header.show(snapshot);
    back.href = hrefOf(enterprise.id);
    if (view.name === "devices") {
        devicesSection.show(enterprise.id, view);
        deviceSection.hide();
    } else {
        deviceSection.show(enterprise.id, view);
        devicesSection.hide();
    }
    const name = view.name === "device" ? view.devEUI : "Devices";
    document.title = `${name} · ${enterprise.id} · WMW platform (stand-in)`;
    // Where a link has led to another view, who uses the keyboard or a screen reader goes on from its title.
    if (before && before.view.name !== view.name) {
        byId(view.name === "device" ? "device-title" : "devices-title", HTMLElement).focus();
    }
}

window.addEventListener("hashchange", () => refresher.request());
const live = new Live({ onChange: () => refresher.request(), onState: (state) => header.showLive(state) });
