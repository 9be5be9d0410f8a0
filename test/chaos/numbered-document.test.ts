import should from "should";
import { readUplinkInput } from "../../nodes/lib/documents/uplink-input";
import { numberedDocument, numberOf } from "./numbered-document";

describe("a numbered document", () => {
    // Those with the shortest payloads, and those where the number takes a digit more.
    const ids = Array.from({ length: 2_500 }, (_, index) => 51 * index).concat(
        [16, 256, 4_096, 65_536, 1_048_576].flatMap((power) => [power - 1, power, power + 1]),
    );

    it("is one that is sent, whatever its number", () => {
        for (const id of ids) {
            const read = readUplinkInput(numberedDocument(id), { source: "thingpark", format: "document" });
            should({ id, ok: read.ok }).deepEqual({ id, ok: true });
        }
    });

    it("tells its number", () => {
        for (const id of ids) should(numberOf(numberedDocument(id))).equal(id);
    });
});
