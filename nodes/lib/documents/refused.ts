import { type DocumentProblemCode } from "../errors";
import { failed, type Checked } from "../problem";

/** A document or command that failed for one reason, with a code of the catalogue. */
export function refused(path: string, code: DocumentProblemCode, message: string): Checked<never> {
    return failed(path, code, message);
}
