import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { ERROR_CODES } from "../../nodes/lib/errors";
import { statusWords } from "../support/words";
import { readPage } from "./page";

/** The statuses that are made of another one and a number. */
const COMPOSED = ["with-queue", "with-left-behind"];

/** The types whose nodes, or the nodes of which, show statuses. */
const NAMESPACES = ["wmw-config", "wmw-connections"] as const;

describe("the troubleshooting page", () => {
    const page = readPage();
    const faults = page.flatMap((section) => section.faults);
    const words = NAMESPACES.flatMap((namespace) => Object.entries(statusWords(namespace)));
    const simple = words.filter(([key]) => !COMPOSED.includes(key)).map(([, text]) => text);
    const composed = words
        .filter(([key]) => COMPOSED.includes(key))
        .flatMap(([, text]) =>
            simple.map((reason) => text.replace("__reason__", reason).replace("__count__", "…")),
        );

    for (const { title } of page) {
        it(`has a test that provokes the faults of "${title}"`, () => {
            const file = join(__dirname, `${title.toLowerCase().replaceAll(" ", "-")}.test.ts`);
            existsSync(file).should.be.true();
            readFileSync(file, "utf8").should.containEql(`describeFaults("${title}", `);
        });
    }

    it("has only statuses in the words of the locale", () => {
        const known = new Set([...simple, ...composed]);
        should(faults.map(({ status }) => status).filter((status) => !known.has(status))).be.empty();
    });

    it("explains every status", () => {
        const text = readFileSync(join(__dirname, "..", "..", "docs", "troubleshooting.md"), "utf8");
        simple.filter((status) => !text.includes(status)).should.be.empty();
    });

    it("has only codes of the catalogue", () => {
        const codes = faults.flatMap(({ error }) => (error ? [error.code] : []));
        should(codes.filter((code) => !(code in ERROR_CODES))).be.empty();
    });

    it("says what to do about each fault", () => {
        for (const { remedy } of faults) remedy.should.not.equal("");
    });
});
