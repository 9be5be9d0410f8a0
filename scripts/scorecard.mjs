/**
 * `npm run scorecard`: the checks by which the Flow Library judges packages, on the package as it is packed. Fails
 * unless all pass, and unless they have found our nodes. It needs the network: it compares with what is published.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installAside } from "./install-aside.mjs";
import { root, run } from "./run.mjs";

const folder = new URL(".cache/scorecard/", root);
const packed = new URL("packed/", folder);
const score = new URL("score.json", folder);

/** Config nodes do not count there. */
const NODES = ["wmw-uplink-out", "wmw-downlink-in", "wmw-connections"];

installAside(folder, { "node-red-dev": "0.1.6" }, "the Flow Library's checks");
rmSync(packed, { recursive: true, force: true });
mkdirSync(packed);
run("npm", ["run", "--silent", "build"]);
run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", fileURLToPath(packed)]);
const [tarball] = readdirSync(packed);
run("tar", ["-xzf", fileURLToPath(new URL(tarball, packed)), "-C", fileURLToPath(packed)]);
symlinkSync(new URL("node_modules", root), new URL("package/node_modules", packed), "junction");
run(process.execPath, [
    "--require",
    fileURLToPath(new URL("scorecard-offline.cjs", import.meta.url)),
    fileURLToPath(new URL("node_modules/node-red-dev/bin/run", folder)),
    "validate",
    "-p",
    fileURLToPath(new URL("package", packed)),
    "-o",
    fileURLToPath(score),
]);

const { package: judged, ...rules } = JSON.parse(readFileSync(score, "utf8"));
const failed = Object.keys(rules).filter((rule) => rules[rule].test !== true);
const missing = NODES.filter((node) => !rules.N02?.nodes.includes(node));
console.log(`${judged.name}@${judged.version}: ${Object.keys(rules).length - failed.length} rules passed`);
if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
if (missing.length > 0) console.error(`not found: ${missing.join(", ")}`);
process.exitCode = failed.length + missing.length > 0 ? 1 : 0;
