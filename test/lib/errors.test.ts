import should from "should";
import { DOCUMENT_PROBLEM_CODES, ERROR_CODES, WmwError } from "../../nodes/lib/errors";

describe("an error of this package", () => {
    it("is told apart by its code", () => {
        const error = new WmwError("WMW_QUEUE_FULL", "the queue is full");
        should(error).be.an.Error();
        should({ name: error.name, code: error.code, message: error.message }).deepEqual({
            name: "WmwError",
            code: "WMW_QUEUE_FULL",
            message: "the queue is full",
        });
    });

    it("shows its code before its message", () => {
        String(new WmwError("WMW_REFUSED", "no")).should.equal("WMW_REFUSED: no");
    });

    it("made of problems names each of them with its path, and has them as its cause", () => {
        const problems = [
            { path: "DevEUI_uplink.DevEUI", code: "dev-eui-invalid", message: "expected 16 hex digits" },
            { path: "payload", code: "not-json", message: "expected JSON" },
        ];
        const error = WmwError.ofProblems("WMW_BAD_DOCUMENT", problems);
        should(error.cause).equal(problems);
        error.code.should.equal("WMW_BAD_DOCUMENT");
        error.message.should.equal("DevEUI_uplink.DevEUI: expected 16 hex digits; payload: expected JSON");
    });

    it("has a code that is explained in a sentence", () => {
        for (const [code, meaning] of Object.entries(ERROR_CODES)) {
            code.should.match(/^WMW_[A-Z_]+$/);
            meaning.should.match(/^[A-Z].+\.$/);
        }
    });
});

describe("a problem of a document", () => {
    it("has a code that is explained in a sentence", () => {
        for (const [code, meaning] of Object.entries(DOCUMENT_PROBLEM_CODES)) {
            code.should.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
            meaning.should.match(/^[A-Z\p{L}_`].+\.$/u);
        }
    });
});
