import should from "should";
import { readConnectionSettings } from "../../nodes/lib/connection-settings";
import { migrate } from "../../nodes/lib/migrations";
import { readDownlinkIn, readUplinkOut } from "../../nodes/lib/node-settings";
import { passed } from "../../nodes/lib/problem";
import { KNOWN_REGIONS } from "../../nodes/lib/regions";
import { CONFIG, DOWNLINK_IN, UPLINK_OUT } from "../../nodes/lib/saved-nodes";
import { problemsOf } from "./support/checked";

describe("a saved node", () => {
    for (const [name, type] of Object.entries({ CONFIG, UPLINK_OUT, DOWNLINK_IN })) {
        it(`written by hand gets the defaults of ${name} for what it lacks`, () => {
            should(migrate({}, type)).deepEqual(passed({ ...type.defaults, version: 1 }));
        });

        it(`of version 1 of ${name} is not changed`, () => {
            const saved = { ...type.defaults, name: "x", version: 1 };
            should(migrate(saved, type)).deepEqual(passed(saved));
        });
    }

    it("keeps what it has", () => {
        const saved = { id: "c1", enterpriseId: "1234", keepalive: 10 };
        should(migrate(saved, CONFIG)).deepEqual(passed({ ...CONFIG.defaults, ...saved, version: 1 }));
    });

    it("with the defaults passes its rules, but for the enterprise ID that only the user knows", () => {
        problemsOf(readConnectionSettings(CONFIG.defaults, {}, KNOWN_REGIONS)).should.deepEqual([
            "enterpriseId enterprise-id-missing",
        ]);
        problemsOf(readUplinkOut(UPLINK_OUT.defaults)).should.be.empty();
        problemsOf(readDownlinkIn(DOWNLINK_IN.defaults)).should.be.empty();
    });
});
