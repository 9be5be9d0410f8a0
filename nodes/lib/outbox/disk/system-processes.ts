import { readFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { codeOf } from "./disk-error";
import { type Processes } from "./processes";

/** Milliseconds since 1970. */
const OWN_START = Math.round(Date.now() - process.uptime() * 1_000);

/**
 * The processes of the machine that this one runs on. On Linux a process is told by the ticks from the start of
 * the machine to its own (proc(5), field 22 of `stat`), together with the id of that start of the machine.
 * Elsewhere the start of another process cannot be asked for: one with the same pid is taken for it, unless the
 * machine was started since.
 */
export const systemProcesses: Processes = {
    async own() {
        const started = (await linuxStart(process.pid)) ?? String(OWN_START);
        return { pid: process.pid, started, host: hostname() };
    },
    async runs({ pid, started }) {
        if (process.platform === "linux") return (await linuxStart(pid)) === started;
        const machineStarted = Date.now() - uptime() * 1_000;
        return Number(started) >= machineStarted && exists(pid);
    },
};

async function linuxStart(pid: number): Promise<string | undefined> {
    try {
        const boot = await readFile("/proc/sys/kernel/random/boot_id", "latin1");
        const stat = await readFile(`/proc/${pid}/stat`, "latin1");
        // Field 2 is the name of the program in brackets, and may hold spaces and brackets itself.
        const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
        return ticks === undefined ? undefined : `${boot.trim()}_${ticks}`;
    } catch {
        return undefined;
    }
}

function exists(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return codeOf(error) === "EPERM";
    }
}
