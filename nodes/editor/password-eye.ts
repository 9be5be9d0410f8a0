import { translated } from "./catalog";
import { holdsStoredPassword, replaceAsWhole } from "./stored-password";

/** Lets a button show and hide what is typed into a password field; of a stored password there is nothing to show. */
export function attachPasswordEye(input: JQuery, button: JQuery): void {
    let visible = false;
    const render = (): void => {
        const stored = holdsStoredPassword(input);
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
    replaceAsWhole(input);
    input.on("input change", render);
    render();
}
