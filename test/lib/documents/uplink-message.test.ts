import should from "should";
import { readUplinkMessage } from "../../../nodes/lib/documents/uplink-message";
import { uplink } from "../../support/documents";

const READING = { source: "auto", format: "document" } as const;

/** What throws when its value is read. */
function throwing(): never {
    throw new Error("a secret of the flow");
}

describe("the message of a flow", () => {
    it("stands for what its payload is", () => {
        const read = readUplinkMessage({ payload: uplink() }, READING);
        should(read).have.property("ok", true);
    });

    const cases: [title: string, msg: object][] = [
        [
            "whose payload has a value that throws",
            { payload: Object.defineProperty({}, "DevEUI_uplink", { enumerable: true, get: throwing }) },
        ],
        ["whose payload itself throws", Object.defineProperty({}, "payload", { get: throwing })],
        ["whose payload is a proxy that throws", { payload: new Proxy({}, { ownKeys: throwing }) }],
    ];
    for (const [title, msg] of cases) {
        it(`is refused without the words of its error: one ${title}`, () => {
            should(readUplinkMessage(msg, READING)).deepEqual({
                ok: false,
                problems: [
                    {
                        path: "payload",
                        code: "not-an-object",
                        message: "expected plain data, got an object that throws when it is read",
                    },
                ],
            });
        });
    }
});
