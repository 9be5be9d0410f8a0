import { spawnSync } from "node:child_process";

/** The folder of the project. */
export const root = new URL("..", import.meta.url);

/**
 * Runs a program in the project's folder, shows what it prints and gives its exit code; 1 where it was ended
 * or could not be run.
 */
export function attempt(program, args, environment = {}) {
    const { status, error } = spawnSync(program, args, {
        cwd: root,
        stdio: "inherit",
        shell: process.platform === "win32",
        env: { ...process.env, ...environment },
    });
    if (error) console.error(`${program} could not be run: ${error.message}`);
    return status ?? 1;
}

/** The same for a program that has to succeed: where it does not, this process ends with its exit code. */
export function run(program, args, environment = {}) {
    const code = attempt(program, args, environment);
    if (code !== 0) process.exit(code);
}

/** What a program prints, which has to succeed: where it does not, this process ends with its exit code. */
export function outputOf(program, args, environment = {}) {
    const { status, error, stdout, stderr } = spawnSync(program, args, {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, ...environment },
    });
    if (status === 0) return stdout + stderr;
    console.error(stdout, stderr, error?.message ?? "");
    process.exit(status ?? 1);
}

/** Whether a program can be started at all. */
export function exists(program, args) {
    return spawnSync(program, args, { stdio: "ignore" }).error === undefined;
}
