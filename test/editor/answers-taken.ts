import { type Page } from "playwright-core";

/** jQuery gives answers to promises by a timer: this resolves when what waits for its turn has had it. */
const BEHIND_WHAT_WAITS = "new Promise((resolve) => setTimeout(resolve))";

/** Resolves when the page has taken every answer of the server that it has asked for. */
export async function answersTaken(page: Page): Promise<void> {
    await page.waitForFunction("jQuery.active === 0");
    await page.evaluate(BEHIND_WHAT_WAITS);
}
