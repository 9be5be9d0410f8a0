import should from "should";
import { checkBaseUrl, checkTokenUrl } from "../../../nodes/lib/thingpark-api/api-address";
import { problemsOf, valueOf } from "../support/checked";

describe("the address of the API", () => {
    const good: [address: string, reads: string][] = [
        [
            "https://a.example.com/thingpark/dx/core/latest/api",
            "https://a.example.com/thingpark/dx/core/latest/api",
        ],
        ["https://a.example.com/core/latest/api/", "https://a.example.com/core/latest/api"],
        ["https://a.example.com:8443/api//", "https://a.example.com:8443/api"],
        ["http://localhost:8080/api", "http://localhost:8080/api"],
        ["http://127.0.0.1/api", "http://127.0.0.1/api"],
        ["http://[::1]:8080/api", "http://[::1]:8080/api"],
    ];
    for (const [address, reads] of good) {
        it(`may be ${address}`, () => {
            valueOf(checkBaseUrl(address)).should.equal(reads);
        });
    }

    const bad: [address: unknown, code: string][] = [
        ["", "base-url-missing"],
        [undefined, "base-url-missing"],
        ["platform.example.com/api", "url-invalid"],
        [7, "url-invalid"],
        ["http://a.example.com/api", "url-scheme"],
        ["http://localhost.example.com/api", "url-scheme"],
        ["http://127.example.com/api", "url-scheme"],
        ["ftp://localhost/api", "url-scheme"],
        ["https://user:secret@a.example.com/api", "url-user-info"],
        ["https://user:secret@", "url-user-info"],
        ["user:secret@a.example.com", "url-user-info"],
        ["https://a.example.com/api?key=secret", "url-query"],
        ["a.example.com/api?key=secret", "url-query"],
        ["https://a.example.com/api#secret", "url-query"],
        ["https://a.example.com/api?", "url-query"],
        ["https://a.example.com/api#", "url-query"],
    ];
    for (const [address, code] of bad) {
        it(`must not be ${JSON.stringify(address)}`, () => {
            const checked = checkBaseUrl(address);
            problemsOf(checked).should.deepEqual([`baseUrl ${code}`]);
            JSON.stringify(checked).should.not.containEql("secret");
        });
    }
});

describe("the address that gives tokens", () => {
    const baseUrl = "https://a.example.com/thingpark/dx/core/latest/api";
    const derived: [why: string, baseUrl: string, clientId: string, tokenUrl: string][] = [
        [
            "of DX Admin",
            baseUrl,
            "profile/login",
            "https://a.example.com/thingpark/dx/admin/latest/api/oauth/token",
        ],
        [
            "of DX Admin, on a host of the older kind",
            "https://dx-api.example.com/core/v1/api",
            "profile/login",
            "https://dx-api.example.com/admin/v1/api/oauth/token",
        ],
        [
            "of the user directory for its client ids",
            baseUrl,
            "sub-100001/user",
            "https://a.example.com/users-auth/protocol/openid-connect/token",
        ],
    ];
    for (const [why, base, clientId, tokenUrl] of derived) {
        it(`is that ${why} where none is named`, () => {
            for (const blank of ["", undefined, null]) {
                valueOf(checkTokenUrl({ tokenUrl: blank, baseUrl: base, clientId })).should.equal(tokenUrl);
            }
        });
    }

    it("is the one that is named", () => {
        const tokenUrl = "https://login.example.com/token";
        valueOf(checkTokenUrl({ tokenUrl, baseUrl, clientId: "profile/login" })).should.equal(tokenUrl);
    });

    it("has to be named where none can be derived, and to be a good one", () => {
        const clientId = "profile/login";
        const unknown = checkTokenUrl({ tokenUrl: "", baseUrl: "https://a.example.com/api", clientId });
        problemsOf(unknown).should.deepEqual(["tokenUrl token-url-missing"]);
        const plain = checkTokenUrl({ tokenUrl: "http://a.example.com/token", baseUrl, clientId });
        should(problemsOf(plain)).deepEqual(["tokenUrl url-scheme"]);
    });
});
