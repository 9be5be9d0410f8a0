import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import should from "should";
import { DOCUMENT_PROBLEM_CODES, ERROR_CODES } from "../nodes/lib/errors";

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

    it("explains every problem of a document or a command, and no other, as the catalogue does", () => {
        const page = readFileSync(join(ROOT, "docs", "errors.md"), "utf8");
        const rows = [...page.matchAll(/^\| `([a-z][a-z0-9-]*)` *\| (.*?) *\|$/gm)];
        const listed = rows.map(([, code = "", meaning = ""]) => [code, meaning]);
        should(Object.fromEntries(listed)).deepEqual(DOCUMENT_PROBLEM_CODES);
        listed.should.have.length(Object.keys(DOCUMENT_PROBLEM_CODES).length);
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
