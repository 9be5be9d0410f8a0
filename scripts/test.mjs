/**
 * `npm test`: installs what is missing, builds, and runs the tests. What does not need them, the type checker, the
 * linters and the search for unused code, goes on beside them, and is told of only where it finds something.
 */
import { installDebianPackages } from "./install-debian-packages.mjs";
import { installIfNeeded } from "./install-if-needed.mjs";
import { attemptAside, run } from "./run.mjs";

installIfNeeded();
installDebianPackages();
run("npm", ["run", "--silent", "build"]);

const checks = checkCode();
const tests = attemptAside("npm", ["run", "--silent", "mocha"], { stdio: "inherit" });
const found = [];
if ((await tests).code !== 0) found.push("mocha");
found.push(...(await checks));
if (found.length > 0) {
    console.error(`Failed: ${found.join(", ")}; what was found stands above.`);
    process.exitCode = 1;
}

/** One after the other, since the tests want the other cores; gives the names of those that failed. */
async function checkCode() {
    const failed = [];
    for (const check of ["lint", "typecheck", "unused"]) {
        const { code, output } = await attemptAside("npm", ["run", "--silent", check]);
        if (code === 0) continue;
        console.error(`npm run ${check} failed:\n${output}`);
        failed.push(check);
    }
    return failed;
}
