import { readFileSync } from "node:fs";
import { join } from "node:path";
import should from "should";
import { WmwError, type ErrorCode } from "../../../nodes/lib/errors";
import {
    statusOfFailure,
    statusOfOperation,
    statusOfOutcome,
    statusOfProblem,
    statusOfState,
    type CallStatus,
} from "../../../nodes/lib/thingpark-api/call-status";
import { OPERATIONS } from "../../../nodes/lib/thingpark-api/connections-settings";

const LOCALE = join(__dirname, "../../../nodes/wmw-connections/locales/en-US/wmw-connections.json");

function failure(code: ErrorCode, cause?: object): CallStatus {
    return statusOfFailure(new WmwError(code, "", { cause }));
}

const OUTCOMES = ["created", "updated", "existed", "deleted", "gone", "read", "listed"] as const;

const statuses: [title: string, status: CallStatus, shown: string][] = [
    ["OPENING", statusOfState("OPENING"), "yellow ring state.opening"],
    ["AUTHENTICATING", statusOfState("AUTHENTICATING"), "yellow ring state.authenticating"],
    ["OPENED", statusOfState("OPENED"), "green dot state.opened"],
    ["CLOSED", statusOfState("CLOSED"), "grey ring state.closed"],
    ["DEACTIVATED", statusOfState("DEACTIVATED"), "grey ring state.deactivated"],
    ["AUTHENTICATION_FAILED", statusOfState("AUTHENTICATION_FAILED"), "red ring state.authentication-failed"],
    ["UNREACHABLE", statusOfState("UNREACHABLE"), "red ring state.unreachable"],
    ["a state that is not known", statusOfState("constructor"), "yellow ring state.other"],
    ["a wrong client", failure("WMW_API_AUTH"), "red ring failed.auth"],
    ["a refusal", failure("WMW_API_STATUS"), "red ring failed.status"],
    ["no answer", failure("WMW_API_UNREACHABLE"), "red ring failed.unreachable"],
    [
        "what is not valid",
        failure("WMW_API_BAD_REQUEST", [{ path: "", code: "switch-invalid", message: "" }]),
        "red ring failed.bad-request",
    ],
    [
        "a name that is taken",
        failure("WMW_API_BAD_REQUEST", [{ path: "", code: "connection-name-taken", message: "" }]),
        "red ring failed.name-taken",
    ],
    [
        "a wait that took too long",
        failure("WMW_API_NOT_OPENED", { state: "OPENING" }),
        "red ring failed.not-opened",
    ],
    ["a wait that ended", failure("WMW_API_NOT_OPENED", { state: "CLOSED" }), "grey ring state.closed"],
    ["no API", statusOfProblem("api-missing"), "red ring failed.api-missing"],
    ["a problem without a status of its own", statusOfProblem("url-invalid"), "red ring failed.bad-request"],
    ["an outcome", statusOfOutcome("created", false), "green dot done.created"],
    ["an outcome that was waited for", statusOfOutcome("created", true), "green dot state.opened"],
    ["work", statusOfOperation("update"), "yellow ring doing.update"],
];

describe("the status of wmw-connections", () => {
    for (const [title, { fill, shape, key }, shown] of statuses) {
        it(`for ${title} is ${shown}`, () => {
            `${fill} ${shape} ${key}`.should.equal(shown);
        });
    }

    it("has a text for everything", () => {
        const catalog = JSON.parse(readFileSync(LOCALE, "utf8")) as {
            status: Record<string, Record<string, string>>;
        };
        const all = [
            ...statuses.map(([, status]) => status),
            ...OPERATIONS.map(statusOfOperation),
            ...OUTCOMES.map((done) => statusOfOutcome(done, false)),
            ...["api-missing", "api-disabled", "no-connection", "connection-disabled"].map(statusOfProblem),
        ];
        const wanted = new Set(all.map(({ key }) => key));
        const there = Object.entries(catalog.status).flatMap(([group, texts]) =>
            Object.keys(texts).map((name) => `${group}.${name}`),
        );
        should(there.sort()).deepEqual([...wanted].sort());
    });
});
