import should from "should";
import { HIDDEN, Redaction } from "../../../nodes/lib/monitor/redaction";

describe("what people are shown", () => {
    const redaction = new Redaction(["", "s3cret-password", "abc", "00112233445566778899AABBCCDDEEFF"]);

    for (const [title, shown, expected] of [
        ["holds no AS_KEY", { AS_KEY: "x", AS_ID: "TWA" }, { AS_KEY: HIDDEN, AS_ID: "TWA" }],
        ["holds no Token", { DevEUI_downlink: { Token: "f" } }, { DevEUI_downlink: { Token: HIDDEN } }],
        [
            "holds no downlinkUrl beside the root key",
            { DevEUI_uplink: {}, downlinkUrl: "https://x/y" },
            { DevEUI_uplink: {}, downlinkUrl: HIDDEN },
        ],
        [
            "holds none of these, whatever their case and their value",
            { as_key: 1, TOKEN: null, DownlinkURL: { a: 1 } },
            { as_key: HIDDEN, TOKEN: HIDDEN, DownlinkURL: HIDDEN },
        ],
        [
            "holds none of these in lists",
            [{ Token: 1 }, [{ Token: 2 }]],
            [{ Token: HIDDEN }, [{ Token: HIDDEN }]],
        ],
        [
            "holds none of these in JSON that stands as text",
            { CustomerData: '{"name":"x","AS_KEY":"y"}' },
            { CustomerData: `{"name":"x","AS_KEY":"${HIDDEN}"}` },
        ],
        [
            "holds no text that looks like such JSON and cannot be read",
            { CustomerData: '{"AS_KEY":"y"' },
            { CustomerData: HIDDEN },
        ],
        ["holds no credentials", { note: "s3cret-password" }, { note: HIDDEN }],
        ["holds no credentials inside other texts", ["x s3cret-password y"], [`x ${HIDDEN} y`]],
        ["holds no credentials as names", { "s3cret-password": 1 }, { [HIDDEN]: 1 }],
        ["holds short credentials only inside other texts", ["abc", "abcdef"], [HIDDEN, "abcdef"]],
        ["is else as it was", { a: [1, null, true, "x"], Tokens: 5 }, { a: [1, null, true, "x"], Tokens: 5 }],
        ["keeps JSON as text as it was, where it names no secret", ['{ "a" : 1 }'], ['{ "a" : 1 }']],
    ] as const) {
        it(title, () => {
            should(redaction.of(shown)).deepEqual(expected);
        });
    }

    it("keeps its order", () => {
        JSON.stringify(redaction.of({ b: 1, a: 2, Token: 3, c: 4 })).should.equal(
            `{"b":1,"a":2,"Token":"${HIDDEN}","c":4}`,
        );
    });

    it("holds no number that is a credential", () => {
        should(new Redaction(["1705"]).of([1705, 1706])).deepEqual([HIDDEN, 1706]);
    });

    it("holds nothing of a credential that begins as another one does", () => {
        const texts = ["wmw-user", "wmw-user-2024!", "by wmw-user with wmw-user-2024!"];
        should(new Redaction(["wmw-user", "wmw-user-2024!"]).of(texts)).deepEqual([
            HIDDEN,
            HIDDEN,
            `by ${HIDDEN} with ${HIDDEN}`,
        ]);
    });

    it("does not change the value that it is made from", () => {
        const value = { Token: "x" };
        redaction.of(value);
        value.should.deepEqual({ Token: "x" });
    });
});
