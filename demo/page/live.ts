export type LiveState = "connecting" | "live" | "lost";

export interface LiveHandlers {
    /** Something may have changed: an event came, or some may have been missed. */
    readonly onChange: () => void;
    readonly onState: (state: LiveState) => void;
}

const RETRY_MS = 5000;

/**
 * Listens to the platform's events for as long as the page is there. A page that nobody sees does not: browsers
 * allow few connections to one server, and each would keep one.
 */
export class Live {
    readonly #handlers: LiveHandlers;
    #state: LiveState = "connecting";
    #source: EventSource | undefined;
    #retry: number | undefined;

    constructor(handlers: LiveHandlers) {
        this.#handlers = handlers;
        document.addEventListener("visibilitychange", () => this.#update());
        // A page that the browser keeps for the way back is not seen either, but is told so by these two only.
        window.addEventListener("pagehide", () => this.#stop());
        window.addEventListener("pageshow", () => this.#update());
        this.#update();
    }

    get state(): LiveState {
        return this.#state;
    }

    #update(): void {
        if (document.visibilityState === "hidden") this.#stop();
        else if (!this.#source) this.#start();
    }

    #start(): void {
        const source = new EventSource("/api/events");
        this.#source = source;
        this.#enter("connecting");
        source.addEventListener("open", () => {
            this.#enter("live");
            this.#handlers.onChange();
        });
        source.addEventListener("change", () => this.#handlers.onChange());
        source.addEventListener("error", () => {
            this.#enter("lost");
            // A lost connection is taken up again by the browser, one that was refused is not.
            if (source.readyState !== EventSource.CLOSED) return;
            this.#stop();
            this.#retry = window.setTimeout(() => this.#update(), RETRY_MS);
        });
    }

    #enter(state: LiveState): void {
        this.#state = state;
        this.#handlers.onState(state);
    }

    #stop(): void {
        window.clearTimeout(this.#retry);
        this.#source?.close();
        this.#source = undefined;
    }
}
