import { cpus, loadavg, release } from "node:os";

/** What the figures were measured on, and how quiet it was. */
export function machine(): string {
    const [load = 0] = loadavg();
    const model = cpus()[0]?.model ?? "?";
    return (
        `${new Date().toISOString().slice(0, 16)}Z, Node.js ${process.version}, Linux ${release()}, ` +
        `${cpus().length} × ${model}, load average ${load.toFixed(1)}`
    );
}
