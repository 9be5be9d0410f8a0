import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import should from "should";
import { ERROR_CODES } from "../nodes/lib/errors";

const ROOT = join(__dirname, "..");
const PAGES = [
    ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
    ...readdirSync(join(ROOT, "docs"))
        .filter((file) => file.endsWith(".md"))
        .map((file) => join("docs", file)),
];

describe("the documentation", () => {
    it("lists every error code, and no other", () => {
        const page = readFileSync(join(ROOT, "docs", "errors.md"), "utf8");
        const listed = [...page.matchAll(/^\| `(WMW_[A-Z_]+)`/gm)].map(([, code]) => code);
        should(listed.sort()).deepEqual(Object.keys(ERROR_CODES).sort());
    });

    for (const page of PAGES) {
        it(`links only to what exists, in ${page}`, () => {
            const text = readFileSync(join(ROOT, page), "utf8");
            const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? "");
            const broken = links
                .filter((link) => !/^[a-z]+:/.test(link))
                .filter((link) => !existsSync(join(ROOT, dirname(page), link)));
            broken.should.be.empty();
        });
    }
});
