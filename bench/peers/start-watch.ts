/** Preloaded into Node-RED: tells how long the files of nodes take to be loaded and registered (ms). */
import Module from "node:module";

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;

const WATCHED = /[\\/](10-mqtt|wmw-[a-z-]+)\.js$/;
const loader = Module as unknown as { _load: Load };
const load = loader._load;

loader._load = function watchedLoad(request, ...rest) {
    const [, name] = WATCHED.exec(request) ?? [];
    if (name === undefined) return load.call(this, request, ...rest);
    const started = performance.now();
    const register = load.call(this, request, ...rest);
    let spent = performance.now() - started;
    if (typeof register !== "function") return register;
    return (RED: unknown): unknown => {
        const registering = performance.now();
        const result: unknown = Reflect.apply(register, undefined, [RED]);
        spent += performance.now() - registering;
        console.log(`bench loaded ${JSON.stringify({ name, milliseconds: spent })}`);
        return result;
    };
};
