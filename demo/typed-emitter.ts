import { EventEmitter } from "node:events";

/** An emitter whose events are known by name, and carry one value each. */
export class TypedEmitter<Events extends object> {
    readonly #emitter = new EventEmitter().setMaxListeners(0);

    /** Calls the listener at every such event; returns what stops that. */
    on<Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => void): () => void {
        this.#emitter.on(name, listener);
        return () => this.#emitter.off(name, listener);
    }

    /** The next such event that is accepted. Call it before what causes the event: what is past is not told. */
    next<Name extends keyof Events & string>(
        name: Name,
        accepts: (event: Events[Name]) => boolean = () => true,
    ): Promise<Events[Name]> {
        return new Promise((resolve) => {
            const off = this.on(name, (event) => {
                if (!accepts(event)) return;
                off();
                resolve(event);
            });
        });
    }

    protected emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void {
        this.#emitter.emit(name, event);
    }
}
