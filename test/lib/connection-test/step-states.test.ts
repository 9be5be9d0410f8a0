import { type StepResult } from "../../../nodes/lib/connection-test/step-result";
import { stepStates, type StepState } from "../../../nodes/lib/connection-test/step-states";

const settings: StepResult = { step: "settings", outcome: "passed", url: "mqtts://h:8883" };
const lookup: StepResult = { step: "lookup", outcome: "passed", address: "192.0.2.1" };
const tcp: StepResult = { step: "tcp", outcome: "passed", address: "192.0.2.1", port: 8883 };
const tls: StepResult = { step: "tls", outcome: "passed" };
const login: StepResult = { step: "login", outcome: "passed" };
const subscribe: StepResult = { step: "subscribe", outcome: "skipped" };
const publish: StepResult = { step: "publish", outcome: "skipped", topic: "uplink_1" };
const message = "";
const refused: StepResult = { step: "tcp", outcome: "failed", reason: "refused", message };
const late: StepResult = {
    step: "tls",
    outcome: "failed",
    reason: "client-certificate-required",
    message,
};

const W = "waiting";
const P = "passed";

const rows: [title: string, results: StepResult[], isRunning: boolean, states: StepState["state"][]][] = [
    ["the first runs before there is a result", [], true, ["running", W, W, W, W, W, W]],
    ["none runs where there is no test", [], false, [W, W, W, W, W, W, W]],
    ["the one behind those that passed runs", [settings, lookup], true, [P, P, "running", W, W, W, W]],
    ["none runs any more in a test that was cancelled", [settings, lookup], false, [P, P, W, W, W, W, W]],
    ["nothing runs behind one that failed", [settings, lookup, refused], true, [P, P, "failed", W, W, W, W]],
    [
        "one that passed may fail later, and what was behind it has not been reached",
        [settings, lookup, tcp, tls, login, late],
        false,
        [P, P, P, "failed", W, W, W],
    ],
    [
        "one that was skipped is no obstacle",
        [settings, lookup, tcp, tls, login, subscribe, publish],
        false,
        [P, P, P, P, P, "skipped", "skipped"],
    ],
];

describe("the steps of a test", () => {
    for (const [title, results, isRunning, states] of rows) {
        it(`stand so that ${title}`, () => {
            stepStates(results, isRunning)
                .map(({ state }) => state)
                .should.deepEqual(states);
        });
    }
});
