import { spawnSync } from "node:child_process";
import { run } from "./install-if-needed.mjs";

/**
 * Installs Debian's mosquitto, the real broker of some suites, where it is missing and apt and root allow it.
 * Where they do not, the suites that need it say so and are skipped; with `CI` set that is a failure.
 */
export function installMosquitto() {
    if (hasMosquitto()) return;
    if (process.platform === "linux" && process.getuid?.() === 0 && succeeds("apt-get", ["--version"])) {
        console.log("Installing mosquitto …");
        // Debian starts a broker of its own with the package; the tests start theirs.
        const quiet = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
        run("apt-get", ["update", "-qq"], quiet);
        run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "mosquitto"], quiet);
        return;
    }
    console.log("mosquitto is not installed and cannot be installed here: the suites against it cannot run.");
    if (process.env.CI) process.exit(1);
}

function hasMosquitto() {
    return succeeds("mosquitto", ["-h"]) || succeeds("/usr/sbin/mosquitto", ["-h"]);
}

function succeeds(program, args) {
    const { error } = spawnSync(program, args, { stdio: "ignore" });
    return error === undefined;
}
