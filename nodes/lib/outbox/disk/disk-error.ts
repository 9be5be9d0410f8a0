import { getSystemErrorMap } from "node:util";

const WORDS: ReadonlyMap<string, string> = new Map(getSystemErrorMap().values());

const MAKE_ROOM = "make room there";
const GIVE_RIGHTS = "let Node-RED's user write there";

/** What can be done about an error, where there is one thing to do. */
const REMEDIES: Readonly<Record<string, string>> = {
    ENOSPC: MAKE_ROOM,
    EDQUOT: MAKE_ROOM,
    EACCES: GIVE_RIGHTS,
    EPERM: GIVE_RIGHTS,
    EROFS: GIVE_RIGHTS,
    ENOTDIR: "name a folder",
};

/** An error of the file system in words: `no space left on device (ENOSPC): make room there`. It names no path. */
export function wordsOf(error: unknown): string {
    const code = codeOf(error);
    const words = code === undefined ? undefined : WORDS.get(code);
    if (code !== undefined && words !== undefined) {
        const remedy = REMEDIES[code];
        return `${words} (${code})${remedy === undefined ? "" : `: ${remedy}`}`;
    }
    return error instanceof Error ? error.message : String(error);
}

/** `ENOENT` and the like; undefined where it is no error of the system. */
export function codeOf(error: unknown): string | undefined {
    if (!(error instanceof Error) || !("code" in error)) return undefined;
    return typeof error.code === "string" ? error.code : undefined;
}

/** Waits for what may fail without harm: whoever calls this goes on in the same way. */
export async function attempt(action: Promise<unknown>): Promise<void> {
    await action.catch(() => undefined);
}

/** Waits for the end of an action that has nothing to do where the file or folder is gone. */
export async function unlessGone(action: Promise<unknown>): Promise<void> {
    await action.catch((error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
    });
}
