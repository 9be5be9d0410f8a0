import { readApiSettings } from "../../../nodes/lib/thingpark-api/api-settings";
import { problemsOf, valueOf } from "../support/checked";

describe("the settings of ThingPark's API", () => {
    const saved = { baseUrl: "https://a.example.com/thingpark/dx/core/latest/api", tokenUrl: "", tls: "" };
    const credentials = { clientId: "profile/login", clientSecret: "secret" };

    it("are base URL, token URL and client", () => {
        valueOf(readApiSettings(saved, credentials)).should.deepEqual({
            baseUrl: "https://a.example.com/thingpark/dx/core/latest/api",
            tokenUrl: "https://a.example.com/thingpark/dx/admin/latest/api/oauth/token",
            clientId: "profile/login",
            clientSecret: "secret",
        });
    });

    it("have every problem told at once", () => {
        problemsOf(readApiSettings({}, {})).should.deepEqual([
            "baseUrl base-url-missing",
            "clientId client-id-missing",
            "clientSecret client-secret-missing",
        ]);
    });

    it("do not do with a variable that is not set, and do not show what may be a secret", () => {
        const checked = readApiSettings(
            { ...saved, baseUrl: "${THINGPARK_URL}" },
            { ...credentials, clientSecret: "${SECRET_NAME}" },
        );
        problemsOf(checked).should.deepEqual(["baseUrl variable-not-set", "clientSecret variable-not-set"]);
        JSON.stringify(checked).should.not.containEql("SECRET_NAME");
    });

    it("do not show the client secret in the place of an address", () => {
        const checked = readApiSettings({ ...saved, baseUrl: "secret" }, credentials);
        problemsOf(checked).should.deepEqual(["baseUrl url-invalid"]);
        JSON.stringify(checked).should.match(/, got the clientSecret"/);
    });
});
