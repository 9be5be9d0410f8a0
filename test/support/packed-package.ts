import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
    createUserDirectory,
    type UserDirectory,
    type UserDirectoryOptions,
} from "../../demo/user-directory";

const PROJECT = join(__dirname, "..", "..");
const execute = promisify(execFile);

/**
 * A fresh user directory into which the package was installed as a user does it: from the tarball that
 * `npm pack` makes of what is built, with its dependencies from the registry.
 */
export async function installPackedPackage(
    options: Pick<UserDirectoryOptions, "caPem" | "settings">,
): Promise<UserDirectory> {
    const tarballs = mkdtempSync(join(tmpdir(), "wmw-pack-"));
    const userDirectory = createUserDirectory({ ...options, flows: [], linked: false });
    try {
        // What is built is packed as it is: other tests run on it at the same time.
        const packed = await npm(
            ["pack", "--ignore-scripts", "--json", "--pack-destination", tarballs],
            PROJECT,
        );
        const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
        await npm(["install", "--no-audit", "--no-fund", join(tarballs, filename)], userDirectory.path);
        return userDirectory;
    } catch (error) {
        userDirectory.remove();
        throw error;
    } finally {
        rmSync(tarballs, { recursive: true, force: true });
    }
}

async function npm(command: readonly string[], cwd: string): Promise<string> {
    const { stdout } = await execute("npm", command, { cwd, shell: process.platform === "win32" });
    return stdout;
}
