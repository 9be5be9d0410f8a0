import { type CDPSession, type Page } from "playwright-core";

const COUNT_FRAMES = `
    window.framesDrawn = 0;
    const count = () => {
        window.framesDrawn += 1;
        requestAnimationFrame(count);
    };
    requestAnimationFrame(count);`;

/** How long scripts ran, in all, and how many frames were drawn. */
interface Reading {
    /** Seconds. */
    readonly script: number;
    readonly frames: number;
}

/** Measures how much of a page's frames goes into scripts, as Chromium counts it. */
export class FrameMeter {
    readonly #page: Page;
    readonly #session: CDPSession;
    readonly #times: number[] = [];
    #last: Reading = { script: 0, frames: 0 };

    private constructor(page: Page, session: CDPSession) {
        this.#page = page;
        this.#session = session;
    }

    static async start(page: Page): Promise<FrameMeter> {
        const session = await page.context().newCDPSession(page);
        await session.send("Performance.enable");
        await page.evaluate(COUNT_FRAMES);
        const meter = new FrameMeter(page, session);
        meter.#last = await meter.#read();
        return meter;
    }

    get samples(): number {
        return this.#times.length;
    }

    /** The script time of a frame, in milliseconds: the median of all samples. */
    get median(): number {
        const sorted = [...this.#times].sort((a, b) => a - b);
        return sorted[Math.floor(sorted.length / 2)] ?? 0;
    }

    /** Takes the mean of the frames since the last time. */
    async sample(): Promise<void> {
        const now = await this.#read();
        const frames = now.frames - this.#last.frames;
        if (frames === 0) return;
        this.#times.push(((now.script - this.#last.script) / frames) * 1_000);
        this.#last = now;
    }

    async #read(): Promise<Reading> {
        const { metrics } = await this.#session.send("Performance.getMetrics");
        const script = metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0;
        return { script, frames: await this.#page.evaluate<number>("window.framesDrawn") };
    }
}
