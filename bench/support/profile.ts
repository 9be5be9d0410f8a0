import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";

/** Folders for profiles of the measured part; undefined: none is made. One at a time: each disturbs the other. */
const { WMW_BENCH_PROFILE: CPU_FOLDER, WMW_BENCH_HEAP_PROFILE: HEAP_FOLDER } = process.env;

/** What was allocated counts, not only what is left at the end: it is the garbage that takes time. */
const ALL_ALLOCATIONS = {
    samplingInterval: 16_384,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
};

/** Starts the profile that is wanted, if one is; the returned function ends and writes it. */
export function startProfile(): () => void {
    if (CPU_FOLDER !== undefined) return startCpuProfile(join(CPU_FOLDER, `${process.pid}.cpuprofile`));
    if (HEAP_FOLDER !== undefined) return startHeapProfile(join(HEAP_FOLDER, `${process.pid}.heapprofile`));
    return () => undefined;
}

function startCpuProfile(file: string): () => void {
    const session = new Session();
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.start");
    return () => {
        session.post("Profiler.stop", (error, { profile }) => {
            if (error) throw error;
            writeFileSync(file, JSON.stringify(profile));
        });
    };
}

function startHeapProfile(file: string): () => void {
    const session = new Session();
    session.connect();
    session.post("HeapProfiler.startSampling", ALL_ALLOCATIONS);
    return () => {
        session.post("HeapProfiler.stopSampling", (error, { profile }) => {
            if (error) throw error;
            writeFileSync(file, JSON.stringify(profile));
        });
    };
}
