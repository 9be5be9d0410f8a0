import { BASE64, hexOfBase64 } from "../../../nodes/lib/documents/base64";

describe("base64", () => {
    const bytes: [text: string, hex: string][] = [
        ["", ""],
        ["qg==", "aa"],
        ["qg", "aa"],
        ["AQI=", "0102"],
        ["AQID", "010203"],
        ["+/+/", "fbffbf"],
        ["-_-_", "fbffbf"],
    ];

    for (const [text, hex] of bytes) {
        it(`${JSON.stringify(text)} is ${hex === "" ? "no byte" : hex}`, () => {
            BASE64.accepts(text).should.be.true();
            hexOfBase64(text).should.equal(hex);
        });
    }

    for (const value of [
        "a",
        "AQIDB",
        "AQ=",
        "A===",
        "=",
        "AQ==AQ==",
        "A Q==",
        "AQI=\n",
        "0d3e...",
        12,
        {},
        null,
    ]) {
        it(`is not ${JSON.stringify(value)}`, () => BASE64.accepts(value).should.be.false());
    }

    it("is told from other text however long it is", () => {
        BASE64.accepts("A".repeat(4_000_000)).should.be.true();
        BASE64.accepts(`${"A".repeat(4_000_000)}!`).should.be.false();
    });
});
