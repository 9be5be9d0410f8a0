import { type Checked } from "../lib/problem";
import { type ConnectionBody } from "../lib/thingpark-api/connection-body";
import { thingparkConnection } from "../lib/thingpark-connection";
import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { joined, reasonOf, translated } from "./catalog";
import { notify } from "./notify";
import { regionList } from "./region-list";

/**
 * Lets a button copy what ThingPark's API needs to make the other end of the connection. The button is shown
 * only where Node-RED can copy.
 */
export function attachCopyButton(button: JQuery, readForm: () => ConnectionForm): void {
    const { clipboard } = RED;
    button.toggle(clipboard?.copyText !== undefined);
    button.on("click", () => {
        const connection = connectionOf(readForm());
        if (!connection.ok) {
            const reasons = joined(connection.problems.map((problem) => reasonOf(problem)));
            notify(translated("copy.failed", { reasons }), "error");
            return;
        }
        const isCopied = clipboard?.copyText?.(JSON.stringify(connection.value, undefined, 2));
        if (isCopied) notify(translated("copy.done"), "success");
        else notify(translated("copy.not-allowed"), "error");
    });
}

function connectionOf({ fields, username }: ConnectionForm): Checked<ConnectionBody> {
    return thingparkConnection(fields, username, regionList().regions);
}
