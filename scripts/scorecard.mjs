/**
 * `npm run scorecard`: the checks by which the Flow Library judges packages, on the package as it is packed. Fails
 * unless all pass, and unless they have read our nodes. It compares with what is published, and so needs the
 * network; with `--offline` it compares with what is installed, and does not judge where that says nothing.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installAside } from "./install-aside.mjs";
import { installNodeRed5 } from "./node-red-5.mjs";
import { outputOf, root, run } from "./run.mjs";

const folder = new URL(".cache/scorecard/", root);
const packed = new URL("packed/", folder);
const score = new URL("score.json", folder);
const installed = new URL("installed.json", folder);

const RULES = ["P01", "P03", "P04", "P05", "P06", "P07", "P08", "N01", "N02", "D01", "D02", "D03"];

/** The rules that say nothing without the network, and what they compare with; the tool passes them. */
const NOT_JUDGED_OFFLINE = {
    P08: "the names of other packages",
    N01: "the names of other packages' nodes",
    D03: "the newest versions of the dependencies",
};

/** Config nodes need no example, and are not named. */
const NODES_WITH_EXAMPLES = ["wmw-uplink-out", "wmw-downlink-in", "wmw-connections"];

const offline = process.argv.includes("--offline");

/** Unpacks what `npm publish` would send, and gives its folder. */
function unpackPackage() {
    rmSync(packed, { recursive: true, force: true });
    mkdirSync(packed);
    run("npm", ["run", "--silent", "build"]);
    run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", fileURLToPath(packed)]);
    const [tarball] = readdirSync(packed);
    run("tar", ["-xzf", fileURLToPath(new URL(tarball, packed)), "-C", fileURLToPath(packed)]);
    symlinkSync(new URL("node_modules", root), new URL("package/node_modules", packed), "junction");
    return fileURLToPath(new URL("package", packed));
}

/** What a registry would say, as far as it is known here: the two Node-REDs of the tests, and the dependencies. */
function writeInstalled() {
    const { packages } = readJson(new URL("package-lock.json", root));
    const older = packages["node_modules/node-red"];
    const newer = readJson(installNodeRed5());
    const dependencies = Object.entries(packages)
        .filter(([path, { dev }]) => path !== "" && dev !== true)
        .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`);
    const nodeRed = {
        "dist-tags": { latest: newer.version, maintenance: older.version },
        versions: { [newer.version]: { engines: newer.engines } },
    };
    writeFileSync(installed, JSON.stringify({ nodeRed, dependencies }));
}

/** Has the tool judge a package, and gives what it prints and its verdicts by rule. */
function judge(path) {
    rmSync(score, { force: true });
    const preload = offline ? "scorecard-offline.cjs" : "scorecard-without-catalogue.cjs";
    const printed = outputOf(
        process.execPath,
        [
            "--require",
            fileURLToPath(new URL(preload, import.meta.url)),
            fileURLToPath(new URL("node_modules/node-red-dev/bin/run", folder)),
            ...["validate", "--path", path, "--output", fileURLToPath(score)],
        ],
        { WMW_SCORECARD_INSTALLED: fileURLToPath(installed) },
    );
    return { printed, verdicts: readJson(score) };
}

function readJson(file) {
    return JSON.parse(readFileSync(file, "utf8"));
}

installAside(folder, { "node-red-dev": "0.1.6" }, "the Flow Library's checks");
if (offline) writeInstalled();
const { printed, verdicts } = judge(unpackPackage());
console.log(printed);

const judged = RULES.filter((rule) => !offline || !(rule in NOT_JUDGED_OFFLINE));
const missed = judged.filter((rule) => verdicts[rule]?.test !== true);
const unread = [
    ...NODES_WITH_EXAMPLES.filter((node) => !verdicts.N02?.nodes?.includes(node)),
    ...[...printed.matchAll(/Unable to parse\s+(\S+)/g)].map(([, file]) => file),
];
const failed = [...missed.map((rule) => `failed: ${rule}`), ...unread.map((name) => `not read: ${name}`)];
for (const failure of failed) console.error(failure);
if (offline) {
    const reasons = Object.entries(NOT_JUDGED_OFFLINE).map(([rule, what]) => `${rule}: ${what}`);
    console.log(`Not judged offline, whatever it says above: ${reasons.join("; ")}`);
}
const { name, version } = verdicts.package;
console.log(`${name}@${version}: ${judged.length - missed.length} of ${judged.length} rules passed`);

const totals = process.env.WMW_TEST_TOTALS;
const counts = { passes: judged.length - missed.length, failures: failed.length, pending: 0, failed };
if (totals) writeFileSync(totals, JSON.stringify(counts));
process.exitCode = failed.length > 0 ? 1 : 0;
