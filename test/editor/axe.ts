import { source } from "axe-core";
import { type Locator } from "playwright-core";
import { settleColours } from "./contrast";

interface Finding {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
}

// What the function that runs in the page needs of axe.
declare const axe: { run(element: object): Promise<{ readonly violations: readonly Finding[] }> };

/** What axe-core finds that keeps people from using an element, and what is in it: a line each. */
export async function accessibilityFindings(element: Locator): Promise<string[]> {
    await settleColours(element.page());
    await element.page().addScriptTag({ content: source });
    const violations = await element.evaluate(async (inPage: object) => (await axe.run(inPage)).violations);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
