import should from "should";
import { withDefaults, type CommandDefaults } from "../../../nodes/lib/documents/command-defaults";

const NONE: CommandDefaults = { fPort: undefined, asId: "", asKey: "" };
const ALL: CommandDefaults = { fPort: 7, asId: "ours", asKey: "key" };

const cases: [what: string, content: object, defaults: CommandDefaults, filled: object][] = [
    ["nothing of no defaults", {}, NONE, {}],
    ["all of them", {}, ALL, { FPort: 7, AS_ID: "ours", AS_KEY: "key" }],
    ["what is empty", { FPort: "", AS_ID: null }, ALL, { FPort: 7, AS_ID: "ours", AS_KEY: "key" }],
    ["the port alone", {}, { ...NONE, fPort: 224 }, { FPort: 224 }],
    ["not the port of a command that has one", { FPort: "8" }, { ...NONE, fPort: 7 }, { FPort: "8" }],
    ["the key of its own AS_ID", { AS_ID: "ours" }, ALL, { AS_ID: "ours", FPort: 7, AS_KEY: "key" }],
    ["not the key beside another AS_ID", { AS_ID: "theirs" }, ALL, { AS_ID: "theirs", FPort: 7 }],
    [
        "the key beside any AS_ID where no id is set",
        { AS_ID: "x" },
        { ...NONE, asKey: "k" },
        { AS_ID: "x", AS_KEY: "k" },
    ],
    ["no AS_KEY where none is set", {}, { ...NONE, asId: "ours" }, { AS_ID: "ours" }],
    ["not the key of a command that has one", { AS_KEY: "own" }, { ...NONE, asKey: "k" }, { AS_KEY: "own" }],
];

describe("the defaults of commands", () => {
    for (const [what, content, defaults, filled] of cases) {
        it(`fill in ${what}`, () => {
            const document = { DevEUI_downlink: content, downlinkUrl: "x" };
            const before = structuredClone(document);
            should(withDefaults(document, defaults)).deepEqual({ DevEUI_downlink: filled, downlinkUrl: "x" });
            should(document).deepEqual(before);
        });
    }

    it("leave the very document where it lacks nothing, or holds no command", () => {
        for (const content of [{ FPort: 1, AS_ID: "a", AS_KEY: "b" }, null, "x", []]) {
            const document = { DevEUI_downlink: content };
            should(withDefaults(document, ALL)).equal(document);
        }
    });
});
