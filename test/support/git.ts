import { spawnSync } from "node:child_process";
import { describeWith } from "./requirement";

/** Whether there is a git on this machine. */
export const gitAvailable = spawnSync("git", ["--version"]).status === 0;

/** A suite that needs git, as Node-RED's projects do. */
export function describeWithGit(title: string, body: () => void): void {
    describeWith({ isThere: gitAvailable, name: "git", debianPackage: "git" }, title, body);
}
