const DEV_EUI = /^[0-9a-f]{16}$/i;

/** Whether a value is a DevEUI as it stands in documents: text of 16 hex digits, in any case. */
export function isDevEui(value: unknown): value is string {
    return typeof value === "string" && DEV_EUI.test(value);
}
