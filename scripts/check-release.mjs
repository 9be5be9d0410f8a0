/** `node scripts/check-release.mjs v1.2.3`: fails unless the tag, package.json and CHANGELOG.md name one version. */
import { readFileSync } from "node:fs";
import { root } from "./run.mjs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const changelog = readFileSync(new URL("CHANGELOG.md", root), "utf8");
const [, released] = /^## \[?(\d[^\s\]]*)/m.exec(changelog) ?? [];

if (tag !== `v${version}` || released !== version) {
    console.error(
        `The tag is "${tag}", package.json says "${version}", CHANGELOG.md "${released ?? "no version"}".`,
    );
    process.exitCode = 1;
}
