/** `npm test`: installs what is missing, builds, checks and runs the tests. */
import { installIfNeeded, run } from "./install-if-needed.mjs";
import { installMosquitto } from "./install-mosquitto.mjs";

installIfNeeded();
installMosquitto();
run("npm", ["run", "--silent", "build"]);
run("npm", ["run", "--silent", "typecheck"]);
run("npm", ["run", "--silent", "lint"]);
run("npm", ["run", "--silent", "mocha"]);
