import { isFields, normalDevEUI } from "./documents";
import { PlatformError } from "./platform-error";

/**
 * Checks a command that came from outside. Throws a PlatformError, `downlink-invalid`, where it is not a
 * `DevEUI_downlink` for a device; what else is in it is for the receiver to judge.
 */
export function checkDownlink(command: unknown): object {
    const body = isFields(command) ? command.DevEUI_downlink : undefined;
    if (!isFields(command) || !isFields(body)) {
        throw new PlatformError("downlink-invalid", 'expected an object {"DevEUI_downlink": {…}}');
    }
    if (normalDevEUI(body.DevEUI) === undefined) {
        throw new PlatformError("downlink-invalid", "DevEUI_downlink.DevEUI: expected 16 hex digits");
    }
    return command;
}
