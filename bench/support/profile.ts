import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";

/** A CPU profile of the measured part goes to this folder; undefined: none is made. */
const FOLDER = process.env.WMW_BENCH_PROFILE;

/** Starts a profile, where one is wanted; the returned function ends it. */
export function startProfile(): () => void {
    if (FOLDER === undefined) return () => undefined;
    const session = new Session();
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.start");
    return () => {
        session.post("Profiler.stop", (error, { profile }) => {
            if (error) throw error;
            writeFileSync(join(FOLDER, `${process.pid}.cpuprofile`), JSON.stringify(profile));
        });
    };
}
