/** What Node-RED puts into a password field for a stored password, which it never sends to the editor. */
export const STORED_PASSWORD = "__PWRD__";

/** Whether a password field stands for the password that is stored. */
export function holdsStoredPassword(input: JQuery): boolean {
    return input.val() === STORED_PASSWORD;
}

/** Typing into the placeholder would make it part of the new password: it is replaced as a whole. */
export function replaceAsWhole(input: JQuery): void {
    input.on("focus", () => {
        if (holdsStoredPassword(input)) input.trigger("select");
    });
}
