import { type UplinkDocument } from "../documents/uplink-input";
import { type Settled } from "./entry";

/**
 * Publishes documents in their order and settles once: when all are safe, or, once the fate of each is known,
 * with the first error.
 */
export function publishAll(
    documents: readonly UplinkDocument[],
    publish: (document: UplinkDocument, settled: Settled) => void,
    settled: Settled,
): void {
    const [only] = documents;
    if (only && documents.length === 1) {
        publish(only, settled);
        return;
    }
    let open = documents.length;
    let first: Parameters<Settled>[0];
    if (open === 0) settled();
    for (const document of documents) {
        publish(document, (error) => {
            first ??= error;
            open -= 1;
            if (open === 0) settled(first);
        });
    }
}
