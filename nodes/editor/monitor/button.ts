import { make } from "../elements";

/** One of Node-RED's small buttons, with a text that is shown and an icon beside it. */
export function button(text: string, icon: string, onClick: () => void): HTMLButtonElement {
    const made = make(
        "button",
        { type: "button", class: "red-ui-button red-ui-button-small" },
        make("i", { class: `fa ${icon}`, "aria-hidden": "true" }),
        " ",
        make("span", {}, text),
    );
    made.addEventListener("click", onClick);
    return made;
}
