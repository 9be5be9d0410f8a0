import { spawn, spawnSync } from "node:child_process";

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

/**
 * Runs a program in the project's folder while others run. Resolves with its exit code, and with what it printed
 * unless `stdio` is "inherit".
 */
export function attemptAside(program, args, { stdio = ["ignore", "pipe", "pipe"] } = {}) {
    const child = spawn(program, args, { cwd: root, stdio, shell: process.platform === "win32" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (text) => (output += text));
    }
    return new Promise((resolve) => {
        child.once("close", (code) => resolve({ code: code ?? 1, output }));
        child.once("error", (error) => {
            resolve({ code: 1, output: `${program} could not be run: ${error.message}\n` });
        });
    });
}

/** Whether a program can be started at all. */
export function exists(program, args) {
    return spawnSync(program, args, { stdio: "ignore" }).error === undefined;
}
