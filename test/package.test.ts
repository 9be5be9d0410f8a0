import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import should from "should";

const ROOT = join(__dirname, "..");

/** What a user gets, as patterns of paths; nothing else may be there, and nothing of this may be missing. */
const WANTED: readonly RegExp[] = [
    /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
    /^dist\/nodes\/lib\/[a-z0-9/-]+\.js$/,
    /^dist\/nodes\/wmw-[a-z-]+\/[a-z-]+\.js$/,
    /^dist\/nodes\/wmw-[a-z-]+\/wmw-[a-z-]+\.html$/,
    /^dist\/nodes\/wmw-[a-z-]+\/icons\/wmw-[a-z-]+\.svg$/,
    /^dist\/nodes\/wmw-[a-z-]+\/locales\/(en-US|de|fr|ja)\/wmw-[a-z-]+\.(json|html)$/,
    /^examples\/\d [A-Z][a-z]+\/[a-z-]+\.json$/,
];

const MOST_BYTES = 1_000_000;

interface Packed {
    readonly unpackedSize: number;
    readonly files: readonly { readonly path: string }[];
}

interface Manifest {
    readonly version: string;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly scripts: Readonly<Record<string, string>>;
    readonly "node-red": Readonly<Record<"nodes" | "plugins", Readonly<Record<string, string>>>>;
}

/** Whether a tag may be published: whether package.json and the changelog name its version. */
async function mayBePublished(tag: string): Promise<boolean> {
    const check = promisify(execFile)(process.execPath, [join(ROOT, "scripts", "check-release.mjs"), tag]);
    return check.then(
        () => true,
        () => false,
    );
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

describe("the package", () => {
    let packed: Packed;
    let paths: string[];

    before(async () => {
        // What is built is packed as it is: other tests run on it at the same time.
        const command = ["pack", "--dry-run", "--ignore-scripts", "--json"];
        const windows = process.platform === "win32";
        const { stdout } = await promisify(execFile)("npm", command, { cwd: ROOT, shell: windows });
        [packed] = JSON.parse(stdout) as [Packed];
        paths = packed.files.map(({ path }) => path);
    });

    it("holds what is needed and nothing else", () => {
        should(paths.filter((path) => !WANTED.some((wanted) => wanted.test(path)))).be.empty();
        for (const wanted of WANTED)
            should(paths.some((path) => wanted.test(path))).equal(true, String(wanted));
    });

    it("holds each node and plugin that it names, with its script and its page", () => {
        const { nodes, plugins } = manifest["node-red"];
        for (const script of Object.values({ ...nodes, ...plugins })) {
            paths.should.containEql(script);
            paths.should.containEql(script.replace(/js$/, "html"));
        }
    });

    it("is smaller than 1 MB", () => {
        packed.unpackedSize.should.be.below(MOST_BYTES);
    });

    it("has the version that the changelog and the lock file tell of", async () => {
        (await mayBePublished(`v${manifest.version}`)).should.equal(true);
        (await mayBePublished(`v${manifest.version}1`)).should.equal(false);
        const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Manifest;
        lock.version.should.equal(manifest.version);
    });

    it("runs nothing when it is installed, and has six dependencies at most", () => {
        for (const script of ["preinstall", "install", "postinstall", "prepare"]) {
            manifest.scripts.should.not.have.property(script);
        }
        Object.keys(manifest.dependencies).length.should.be.belowOrEqual(6);
    });
});
