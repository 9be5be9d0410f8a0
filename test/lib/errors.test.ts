import should from "should";
import { ERROR_CODES, WmwError } from "../../nodes/lib/errors";

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

    it("made of problems names each of them with its path", () => {
        const error = WmwError.ofProblems("WMW_BAD_DOCUMENT", [
            { path: "DevEUI_uplink.DevEUI", code: "dev-eui-invalid", message: "expected 16 hex digits" },
            { path: "payload", code: "not-json", message: "expected JSON" },
        ]);
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
