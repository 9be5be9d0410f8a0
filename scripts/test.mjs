/** `npm test`: installs what is missing, builds, checks and runs the tests. */
import { installDebianPackages } from "./install-debian-packages.mjs";
import { installIfNeeded } from "./install-if-needed.mjs";
import { run } from "./run.mjs";

installIfNeeded();
installDebianPackages();
for (const chore of ["build", "typecheck", "lint", "unused", "mocha"]) run("npm", ["run", "--silent", chore]);
