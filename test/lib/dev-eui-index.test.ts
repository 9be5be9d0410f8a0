import should from "should";
import { ALL_DEVICES, type DevEuiFilter } from "../../nodes/lib/dev-eui-filter";
import { DevEuiIndex } from "../../nodes/lib/dev-eui-index";

const DEVICE = "0018B20000000B20";
const OTHER = "0018B20000000B21";
const STRANGER = "70B3D57ED0000000";

const FILTERS = {
    all: ALL_DEVICES,
    device: { kind: "some", exact: [DEVICE], prefixes: [] },
    prefix: { kind: "some", exact: [], prefixes: ["0018B2"] },
    long: { kind: "some", exact: [], prefixes: ["0018B20000000B2"] },
    both: { kind: "some", exact: [DEVICE], prefixes: ["0018B2", "0"] },
} as const satisfies Record<string, DevEuiFilter>;

function indexOf(names: (keyof typeof FILTERS)[]): DevEuiIndex<string> {
    const index = new DevEuiIndex<string>();
    for (const name of names) index.add(FILTERS[name], name);
    return index;
}

describe("the index of DevEUIs", () => {
    const names = ["all", "device", "prefix", "long", "both"] as const;
    const found: [devEUI: string, takers: string[]][] = [
        [DEVICE, ["all", "device", "prefix", "long", "both"]],
        [OTHER, ["all", "prefix", "long", "both"]],
        [STRANGER, ["all"]],
    ];

    for (const [devEUI, takers] of found) {
        it(`finds ${takers.join(", ")} for ${devEUI}, each once`, () => {
            should([...indexOf([...names]).find(devEUI)].sort()).deepEqual([...takers].sort());
        });
    }

    for (const name of names) {
        it(`does not find ${name} any more once it is removed`, () => {
            const index = indexOf([...names]);
            index.remove(FILTERS[name], name);
            should([...index.find(DEVICE)].sort()).deepEqual(names.filter((other) => other !== name).sort());
        });
    }

    it("keeps one taker when another with the same filter is removed", () => {
        const index = indexOf(["both"]);
        index.add(FILTERS.both, "second");
        index.remove(FILTERS.both, "both");
        should([...index.find(DEVICE)]).deepEqual(["second"]);
        should([...index.find(OTHER)]).deepEqual(["second"]);
    });

    it("bears the removal of somebody who is not there", () => {
        const index = indexOf(["device"]);
        for (const name of names.filter((other) => other !== "device")) index.remove(FILTERS[name], name);
        should([...index.find(DEVICE)]).deepEqual(["device"]);
    });

    it("knows who wants every device", () => {
        should([...indexOf([...names]).all]).deepEqual(["all"]);
    });

    it("gives a set of its own, which later changes of the index leave alone", () => {
        const index = indexOf(["all", "device"]);
        const before = index.find(DEVICE);
        index.remove(FILTERS.all, "all");
        should([...before]).deepEqual(["all", "device"]);
    });
});
