import { checksum, crc32, crc32ByTable } from "../../../../nodes/lib/outbox/disk/crc32";
import { randomFrom } from "../../support/random";

describe("CRC-32", () => {
    it("has the check value of its catalogue", () => {
        // https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-32-iso-hdlc
        crc32(Buffer.from("123456789")).should.equal(0xcbf43926);
        crc32ByTable(Buffer.from("123456789")).should.equal(0xcbf43926);
    });

    it("is the same by table as by zlib", () => {
        const random = randomFrom(1);
        for (let length = 0; length < 300; length += 1) {
            const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
            crc32ByTable(bytes).should.equal(crc32(bytes));
        }
    });

    it("is written with all its eight digits", () => {
        checksum(Buffer.alloc(0)).should.equal("00000000");
        checksum(Buffer.from("123456789")).should.equal("cbf43926");
    });
});
