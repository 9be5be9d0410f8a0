import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../nodes/lib/documents/json-object";

/** A document that was collected from public sources. */
export interface CorpusDocument {
    /** `uplink/001-….json`. */
    readonly name: string;
    /** The file as it is. */
    readonly text: string;
    readonly document: JsonObject;
}

/** Beside the project, where its maintainers keep it; it is not part of the project. */
const CORPUS = join(__dirname, "..", "..", "..", "shared", "corpus");

/** The documents in these folders of the corpus; none, and a line that says so, where there is no corpus. */
export function corpusDocuments(folders: readonly string[]): CorpusDocument[] {
    if (!existsSync(CORPUS)) {
        console.log(`There is no ${CORPUS}: its documents are not tried.`);
        return [];
    }
    return folders.flatMap((folder) =>
        readdirSync(join(CORPUS, folder)).map((file) => read(`${folder}/${file}`)),
    );
}

function read(name: string): CorpusDocument {
    const text = readFileSync(join(CORPUS, name), "utf8");
    const document: unknown = JSON.parse(text);
    if (!isJsonObject(document)) throw new Error(`${name} is no JSON object`);
    return { name, text, document };
}
