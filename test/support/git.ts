import { spawnSync } from "node:child_process";

/** Whether there is a git on this machine. */
export const gitAvailable = spawnSync("git", ["--version"]).status === 0;

/**
 * A suite that needs git, as Node-RED's projects do. Where there is none it says so in one pending test; where `CI`
 * is set that test fails, since nothing may be left out there.
 */
export function describeWithGit(title: string, body: () => void): void {
    const reason = "cannot run: there is no git here (Debian: apt-get install git)";
    describe(title, () => {
        if (gitAvailable) body();
        else if (process.env.CI) {
            it(reason, () => {
                throw new Error(reason);
            });
        } else it(reason);
    });
}
