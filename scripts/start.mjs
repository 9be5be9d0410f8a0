/** `npm start`: installs, builds, and starts stand-ins for WMW and ThingPark, and Node-RED with two examples. */
import { spawn } from "node:child_process";
import { installIfNeeded } from "./install-if-needed.mjs";
import { root, run } from "./run.mjs";

installIfNeeded();
run("npm", ["run", "--silent", "build"]);

const demo = spawn(process.execPath, ["--import", "tsx", "demo/start.ts"], { cwd: root, stdio: "inherit" });
// A terminal sends its signals to both processes, a service manager to this one alone: the demo stops by
// itself, once, and this process ends with it.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => demo.kill(signal));
demo.on("exit", (code) => {
    process.exitCode = code ?? 1;
});
