import should from "should";
import { type UplinkSource } from "../../../nodes/lib/documents/uplink-reading";
import { fromSource } from "../../../nodes/lib/documents/uplink-source";
import { uplink } from "../../support/documents";
import {
    chirpStackEvent,
    chirpStackUplinkEvent,
    ttsEvent,
    ttsUplinkEvent,
} from "../../support/server-events";
import { problemsOf, valueOf } from "../support/checked";

const enveloped = {
    name: "as.up.data.forward",
    time: "2024-01-22T07:06:25.260676101Z",
    identifiers: [{ device_ids: {} }],
    data: { "@type": "type.googleapis.com/ttn.lorawan.v3.ApplicationUp", ...ttsUplinkEvent() },
};

const inputs = {
    thingpark: uplink(),
    tts: ttsUplinkEvent(),
    envelope: enveloped,
    chirpstack: chirpStackUplinkEvent(),
    json: { hello: "world" },
};

const WRONG = "payload wrong-source";
const UNKNOWN = "payload root-key-unknown";

/** What becomes of each input: `as it is`, the DevEUI it was converted to, or the problem. */
const verdicts: Record<UplinkSource, Record<keyof typeof inputs, string>> = {
    auto: {
        thingpark: "as it is",
        tts: "70B3D5E050013950",
        envelope: "70B3D5E050013950",
        chirpstack: "70B3D52DD301B3CC",
        json: UNKNOWN,
    },
    thingpark: { thingpark: "as it is", tts: UNKNOWN, envelope: UNKNOWN, chirpstack: UNKNOWN, json: UNKNOWN },
    tts: {
        thingpark: WRONG,
        tts: "70B3D5E050013950",
        envelope: "70B3D5E050013950",
        chirpstack: WRONG,
        json: WRONG,
    },
    chirpstack: {
        thingpark: WRONG,
        tts: WRONG,
        envelope: WRONG,
        chirpstack: "70B3D52DD301B3CC",
        json: WRONG,
    },
    any: {
        thingpark: "as it is",
        tts: "as it is",
        envelope: "as it is",
        chirpstack: "as it is",
        json: "as it is",
    },
};

const SOURCES = Object.keys(verdicts) as UplinkSource[];
const NAMES = Object.keys(inputs) as (keyof typeof inputs)[];

describe("a source of documents", () => {
    for (const source of SOURCES) {
        for (const name of NAMES) {
            const verdict = verdicts[source][name];
            it(`${source} takes ${name} for: ${verdict}`, () => {
                const input = inputs[name];
                const checked = fromSource(input, source);
                if (!checked.ok) problemsOf(checked).should.deepEqual([verdict]);
                else if (verdict === "as it is") should(checked.value.document).equal(input);
                else should(checked.value.recognised?.content.DevEUI).equal(verdict);
            });
        }
    }

    it("is ThingPark for whatever has one of its root keys or a DevEUI at the top", () => {
        for (const foreign of [ttsUplinkEvent(), chirpStackUplinkEvent()]) {
            for (const own of [uplink(), { DevEUI: "20635F0100000001" }]) {
                const input = { ...foreign, ...own };
                should(valueOf(fromSource(input, "auto")).document).equal(input);
            }
        }
    });

    it("is ThingPark for a command, which is refused", () => {
        const input = { ...ttsUplinkEvent(), DevEUI_downlink: {} };
        problemsOf(fromSource(input, "auto")).should.deepEqual(["DevEUI_downlink is-a-command"]);
    });

    it("names the envelope in the path of a problem", () => {
        const input = { data: ttsUplinkEvent({ f_port: 256 }, { dev_eui: "x" }) };
        problemsOf(fromSource(input, "auto")).should.deepEqual([
            "data.end_device_ids.dev_eui dev-eui-invalid",
            "data.uplink_message.f_port f-port-invalid",
        ]);
        problemsOf(fromSource({ data: ttsEvent({ downlink_ack: {} }) }, "tts")).should.deepEqual([
            "data.downlink_ack event-not-convertible",
        ]);
    });

    it("any takes what is no object as well", () => {
        for (const value of [null, 1, "x", [1]])
            should(valueOf(fromSource(value, "any")).document).equal(value);
    });

    for (const value of [null, 1, "x", [1]]) {
        it(`refuses ${JSON.stringify(value)} where documents are checked`, () => {
            problemsOf(fromSource(value, "auto")).should.deepEqual(["payload not-an-object"]);
            problemsOf(fromSource(value, "tts")).should.deepEqual([WRONG]);
        });
    }

    it("changes nothing in what it converts", () => {
        for (const event of [
            ttsUplinkEvent(),
            chirpStackUplinkEvent(),
            ttsEvent({ join_accept: {} }),
            chirpStackEvent({ devAddr: "01b6c24b" }),
        ]) {
            const before = structuredClone(event);
            valueOf(fromSource(event, "auto"));
            should(event).deepEqual(before);
        }
    });
});
