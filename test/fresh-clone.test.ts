import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "..");

/** The npm of a line that comes with Node.js 20; newer ones are less strict about peers of peers. */
const NPM_10 = join(dirname(require.resolve("npm/package.json")), "bin", "npm-cli.js");

describe("a fresh clone", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "wmw-clone-"));
        for (const file of ["package.json", "package-lock.json"])
            cpSync(join(ROOT, file), join(folder, file));
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    it("can be installed by the npm of Node.js 20, which finds all that it needs in the lock file", async () => {
        // Offline it makes up what it misses, and warns of that; online it ends with an error.
        const { stderr } = await promisify(execFile)(
            process.execPath,
            [NPM_10, "ci", "--dry-run", "--offline", "--cache", join(folder, "cache")],
            { cwd: folder },
        );
        stderr.should.not.match(/ERESOLVE/);
    });
});
