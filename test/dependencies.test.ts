import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";

const ROOT = join(__dirname, "..");

/** What the lock file says of a package, as far as it matters here. */
interface LockedPackage {
    readonly dev?: boolean;
    readonly devOptional?: boolean;
    readonly optional?: boolean;
    readonly hasInstallScript?: boolean;
    readonly os?: readonly string[];
    readonly cpu?: readonly string[];
    readonly libc?: readonly string[];
}

const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockedPackage>>;
};

/** The packages that come along with ours, by their folders. */
const shipped = Object.entries(lock.packages).filter(
    ([folder, { dev = false, devOptional = false }]) => folder !== "" && !dev && !devOptional,
);

/** All files of a package, without those of packages inside it, which the lock file lists by themselves. */
function filesOf(folder: string): string[] {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter(
        (file) => !/(^|[\\/])node_modules[\\/]/.test(file),
    );
}

/** Alpine's musl, ARM boards, Windows: what is plain JavaScript runs on all of them. */
describe("the packages that ours brings along", () => {
    it("are those of its dependencies", () => {
        const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
            dependencies: object;
        };
        const folders = shipped.map(([folder]) => folder);
        for (const name of Object.keys(dependencies)) should(folders).containEql(`node_modules/${name}`);
    });

    it("are for every system, processor and C library", () => {
        for (const [folder, { os, cpu, libc }] of shipped) {
            should({ folder, os, cpu, libc }).deepEqual({
                folder,
                os: undefined,
                cpu: undefined,
                libc: undefined,
            });
        }
    });

    it("run no script when they are installed", () => {
        should(shipped.filter(([, { hasInstallScript = false }]) => hasInstallScript)).be.empty();
        for (const [folder] of shipped) {
            const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as {
                scripts?: object;
            };
            should({ folder, scripts }).not.have.propertyByPath("scripts", "install");
            should({ folder, scripts }).not.have.propertyByPath("scripts", "preinstall");
            should({ folder, scripts }).not.have.propertyByPath("scripts", "postinstall");
        }
    });

    it("hold nothing that is compiled, before or after they are installed", () => {
        for (const [folder] of shipped) {
            should(existsSync(join(ROOT, folder, "package.json"))).be.true();
            const native = filesOf(folder).filter((file) =>
                /(^|[\\/])binding\.gyp$|\.(node|so|dll|dylib)$/.test(file),
            );
            should({ folder, native }).deepEqual({ folder, native: [] });
        }
    });
});
