import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { describeWith, type Requirement } from "./requirement";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const EXECUTABLE = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)]
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const ARGUMENTS = [
    // Containers seldom let it have its sandbox; the pages that it opens here are our own.
    "--no-sandbox",
    "--disable-gpu",
    // A browser otherwise calls home while the tests run.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const CHROMIUM: Requirement = {
    isThere: EXECUTABLE !== undefined,
    name: "Chromium",
    debianPackage: "chromium",
};

/** A suite that needs a real browser. */
export function describeWithBrowser(title: string, body: () => void): void {
    describeWith(CHROMIUM, title, body);
}

/** Starts a Chromium without a window, with a profile of its own; whoever starts it closes it. */
export async function launchBrowser(): Promise<Browser> {
    return chromium.launch({ executablePath: EXECUTABLE ?? "chromium", args: ARGUMENTS });
}

/** No part of the page moves: neither by its styles nor by jQuery. */
const STAND_STILL = `
    addEventListener("DOMContentLoaded", () => {
        const style = document.createElement("style");
        style.textContent = "*, ::before, ::after { transition: none !important; animation: none !important; }";
        document.head.append(style);
        if (window.jQuery) jQuery.fx.off = true;
    });`;

/**
 * Does without the animations of the pages that are opened from now on. A test waits for the end of each, and
 * Chromium draws every frame of them by the processor.
 */
export async function withoutAnimations(page: Page): Promise<void> {
    await page.addInitScript(STAND_STILL);
}

/**
 * A fault of Node-RED 5's own: a second after its settings have come it shows a tip in a sidebar that it builds only
 * once its keymap has come. A timer calls it, so no other function is on the stack.
 */
const TIP_BEFORE_ITS_SIDEBAR =
    /^TypeError: Cannot read properties of undefined \(reading 'html'\)\n\s+at \S+ \(\S+\/red\/red\.min\.js\S*\)$/;

/**
 * What goes wrong in a page from now on: errors that nobody caught, and those on its console, where Chromium also
 * tells of every answer of 400 and above. Call it before the page is opened; the list goes on growing.
 */
export function watchErrors(page: Page): string[] {
    const errors: string[] = [];
    page.on("pageerror", ({ stack, message }) => {
        const error = stack ?? message;
        if (!TIP_BEFORE_ITS_SIDEBAR.test(error)) errors.push(error);
    });
    page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
    });
    return errors;
}
