import { type ConnectionForm } from "../lib/connection-test/form-settings";
import { type StepResult } from "../lib/connection-test/step-result";
import { translated } from "./catalog";

/** How a test ended: its steps were told, or somebody cancelled it, or there was none, for this reason. */
export type TestEnd =
    { readonly type: "complete" | "cancelled" } | { readonly type: "refused"; readonly reason: string };

/** A test that the server runs. */
export interface RequestedTest {
    readonly ended: Promise<TestEnd>;
    /** The server closes what it has opened. */
    cancel(): void;
}

/** Has the server try what stands in the dialog; `report` gets each result as it comes. */
export function requestTest(
    id: string,
    form: ConnectionForm,
    report: (result: StepResult) => void,
): RequestedTest {
    let taken = 0;
    const take = (text: string): void => {
        const lines = text
            .slice(0, text.lastIndexOf("\n") + 1)
            .split("\n")
            .slice(0, -1);
        for (const line of lines.slice(taken)) report(JSON.parse(line) as StepResult);
        taken = Math.max(taken, lines.length);
    };
    const request = $.ajax({
        url: "wmw/connection-test", // Relative: Node-RED adds the path of its editor and the user's token.
        method: "POST",
        contentType: "application/json",
        data: JSON.stringify({ id, ...form }),
        dataType: "text",
        xhr: () => observed(take),
    });
    return {
        ended: endOf(request, take),
        cancel: () => {
            request.abort();
        },
    };
}

async function endOf(request: JQuery.jqXHR, take: (text: string) => void): Promise<TestEnd> {
    try {
        take(String(await request));
        return { type: "complete" };
    } catch {
        if (request.statusText === "abort") return { type: "cancelled" };
        return { type: "refused", reason: reasonOf(request) };
    }
}

/** jQuery itself tells of an answer only when it is complete. */
function observed(take: (text: string) => void): XMLHttpRequest {
    const xhr = new XMLHttpRequest();
    xhr.addEventListener("progress", () => {
        if (xhr.status === 200) take(xhr.responseText);
    });
    return xhr;
}

function reasonOf({ status }: JQuery.jqXHR): string {
    if (status === 401 || status === 403) return translated("test.refused.forbidden");
    if (status === 409) return translated("test.refused.busy");
    return translated("test.refused.no-answer");
}
