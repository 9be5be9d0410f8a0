import { exists, run } from "./run.mjs";

/** What the tests use besides npm packages, and how to see that it is there. */
const PROGRAMS = [
    {
        name: "mosquitto",
        paths: ["mosquitto", "/usr/sbin/mosquitto"],
        what: "the suites against a real broker",
    },
    { name: "chromium", paths: ["/usr/bin/chromium"], what: "the suites in a real browser" },
    { name: "git", paths: ["git"], what: "the suite on Node-RED's projects" },
];

/**
 * Installs Debian's mosquitto, Chromium and git where they are missing and apt and root allow it. Where they do not,
 * the suites that need them say so and are skipped; with `CI` set that is a failure.
 */
export function installDebianPackages() {
    const missing = PROGRAMS.filter(({ paths }) => !paths.some((path) => exists(path, ["--version"])));
    if (missing.length === 0) return;
    if (process.platform === "linux" && process.getuid?.() === 0 && exists("apt-get", ["--version"])) {
        const names = missing.map(({ name }) => name);
        console.log(`Installing ${names.join(", ")} …`);
        // Debian starts a broker of its own with the package; the tests start theirs.
        const environment = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
        run("apt-get", ["update", "-qq"], environment);
        run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], environment);
        return;
    }
    for (const { name, what } of missing) {
        console.log(`${name} is not installed and cannot be installed here: ${what} cannot run.`);
    }
    if (process.env.CI) process.exit(1);
}
