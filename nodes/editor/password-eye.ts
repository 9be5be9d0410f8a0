import { translated } from "./catalog";

/** What Node-RED puts into a password field for a stored password, which it never sends to the editor. */
const STORED_PASSWORD = "__PWRD__";

/** Lets a button show and hide what is typed into a password field; of a stored password there is nothing to show. */
export function attachPasswordEye(input: JQuery, button: JQuery): void {
    let visible = false;
    const render = (): void => {
        const stored = input.val() === STORED_PASSWORD;
        if (stored) visible = false;
        const hint = translated(stored ? "password.stored" : visible ? "password.hide" : "password.show");
        input.attr("type", visible ? "text" : "password");
        button
            .prop("disabled", stored)
            .attr({ title: hint, "aria-label": hint, "aria-pressed": String(visible) });
        button.toggleClass("disabled", stored);
        button.find("i").toggleClass("fa-eye", !visible).toggleClass("fa-eye-slash", visible);
    };
    button.on("click", (event) => {
        event.preventDefault();
        visible = !visible;
        render();
    });
    // Typing into the placeholder would make it part of the new password: it is replaced as a whole.
    input.on("focus", () => {
        if (input.val() === STORED_PASSWORD) input.trigger("select");
    });
    input.on("input change", render);
    render();
}
