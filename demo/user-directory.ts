import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A node of a flow file. */
export type FlowNode = Readonly<Record<string, unknown>>;

/** Credentials by node id, as `flows_cred.json` holds them when `credentialSecret` is false. */
export type Credentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface UserDirectoryOptions {
    readonly flows: readonly FlowNode[];
    readonly credentials?: Credentials;
    /** Settings beside, or in place of, those that keep Node-RED local and quiet; JSON values. */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** A CA that Node-RED shall trust, PEM, beside those it trusts anyway. */
    readonly caPem?: string;
    /** Default: `node-red`. */
    readonly folderName?: string;
    /** Default true: the project is linked into its `node_modules`. */
    readonly linked?: boolean;
}

/** A folder that holds all that a Node-RED reads and writes. */
export interface UserDirectory {
    /** Node-RED's userDir. */
    readonly path: string;
    readonly settingsFile: string;
    /** Where the editor is below the server's root, as `httpAdminRoot` says; "": at the root. */
    readonly adminRoot: string;
    /** For NODE_EXTRA_CA_CERTS; undefined: no CA was given. */
    readonly caFile: string | undefined;
    /** Removes the folder and all that is in it; more than once does no harm. */
    remove(): void;
}

const PROJECT_ROOT = join(__dirname, "..");

const SETTINGS = {
    flowFile: "flows.json",
    // Plain credentials: the folder is the user's own and goes away, and a generated key would sit beside it.
    credentialSecret: false,
    uiHost: "127.0.0.1",
    // Log lines are waited for, so they must not follow the machine's language.
    lang: "en-US",
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, projects: { enabled: false } },
};

/**
 * Makes a user directory below the system's folder for temporary files, with the project linked into its
 * `node_modules`: Node-RED finds the built package just as in a user's installation. It is made in one go,
 * without waiting, so whoever gets it can also remove it, whenever a signal comes.
 */
export function createUserDirectory(options: UserDirectoryOptions): UserDirectory {
    const folder = mkdtempSync(join(tmpdir(), "wmw-demo-"));
    const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    try {
        return { ...fill(folder, options), remove };
    } catch (error) {
        remove();
        throw error;
    }
}

function fill(
    folder: string,
    {
        flows,
        credentials = {},
        settings = {},
        caPem,
        folderName = "node-red",
        linked = true,
    }: UserDirectoryOptions,
): Omit<UserDirectory, "remove"> {
    const path = join(folder, folderName);
    mkdirSync(path);
    const settingsFile = join(path, "settings.js");
    writeFileSync(settingsFile, `module.exports = ${json({ ...SETTINGS, ...settings })};\n`);
    writeFileSync(join(path, "flows.json"), json(flows));
    writeFileSync(join(path, "flows_cred.json"), json(credentials), { mode: 0o600 });
    if (linked) linkPackage(path);
    const adminRoot = typeof settings.httpAdminRoot === "string" ? settings.httpAdminRoot : "";
    if (caPem === undefined) return { path, settingsFile, adminRoot, caFile: undefined };
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, bundle(caPem, process.env.NODE_EXTRA_CA_CERTS));
    return { path, settingsFile, adminRoot, caFile };
}

function linkPackage(userDir: string): void {
    const link = join(userDir, "node_modules", "@wmw-nodes", "node-red-wmw");
    mkdirSync(dirname(link), { recursive: true });
    // A junction is the kind of link that Windows makes without special rights; elsewhere the word means nothing.
    symlinkSync(PROJECT_ROOT, link, "junction");
}

// The variable takes one file only: what stands in it already has to come along.
function bundle(caPem: string, extraFile: string | undefined): string {
    return extraFile ? `${caPem}\n${readIfThere(extraFile)}` : caPem;
}

// Node itself starts without a file that it cannot read, so a broken variable is no reason to give up here.
function readIfThere(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

function json(value: unknown): string {
    return JSON.stringify(value, null, 4);
}
