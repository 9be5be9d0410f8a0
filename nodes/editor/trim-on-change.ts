/** A host name or id is mostly pasted, often with a blank around it. */
export function trimOnChange(input: JQuery): void {
    input.on("change", () => {
        const text = input.val();
        // Once more "change": Node-RED has already validated what was there before.
        if (typeof text === "string" && text !== text.trim()) input.val(text.trim()).trigger("change");
    });
}
