import { checkEnterpriseId } from "../../nodes/lib/endpoint";
import { checkHostname } from "../../nodes/lib/hostname";
import { describeProblems, passed, type Checked } from "../../nodes/lib/problem";
import { withoutSecrets } from "../../nodes/lib/secrets-in-problems";

const PASSWORD = "correct horse battery staple";
const LONG = "a secret far longer than what an error message shows of a value";

function described(checked: Checked<unknown>): string {
    return checked.ok ? "none" : describeProblems(checked.problems);
}

/** What is said of an enterprise ID where the secrets are these. */
function said(enterpriseId: unknown, ...secrets: Readonly<Record<string, unknown>>[]): string {
    return described(withoutSecrets(checkEnterpriseId(enterpriseId), { enterpriseId }, ...secrets));
}

const EXPECTED = 'enterpriseId: expected 1 to 64 letters, digits, "-" or "_", got';

describe("problems without secrets", () => {
    it("say which secret stands in the wrong field", () => {
        said(PASSWORD, { username: "me", password: PASSWORD }).should.equal(`${EXPECTED} the password`);
        said("a key", { password: PASSWORD }, { downlinkAsKey: "a key" }).should.equal(
            `${EXPECTED} the downlinkAsKey`,
        );
    });

    it("show no part of a secret that is longer than what is shown of a value", () => {
        said(LONG, { password: LONG }).should.equal(`${EXPECTED} the password`);
        said(`my ${LONG}`, { password: LONG }).should.equal(`${EXPECTED} the password`);
    });

    it("show no value that holds a secret among other things", () => {
        said(`is it ${PASSWORD}?`, { password: PASSWORD }).should.equal(`${EXPECTED} the password`);
    });

    it("show a value that holds a short secret by chance", () => {
        said("my home", { password: "home" }).should.equal(`${EXPECTED} "my home"`);
    });

    it("show a value that is called after the user, but not the username itself", () => {
        said("wmw-user.example", { username: "wmw-user" }).should.equal(`${EXPECTED} "wmw-user.example"`);
        said("wmw user", { username: "wmw user" }).should.equal(`${EXPECTED} the username`);
    });

    it("show a value where there is no secret", () => {
        said("my home", { username: "", password: undefined }).should.equal(`${EXPECTED} "my home"`);
    });

    it("are as they were where nothing came", () => {
        said("", { username: "" }).should.equal("enterpriseId: expected your WMW enterprise ID, got nothing");
    });

    for (const password of [
        "pass word",
        "pass://word",
        "pass/word",
        "pass:word",
        "pass:word:",
        "[password]",
    ]) {
        it(`hold nothing of the password ${password} in the place of a host`, () => {
            const checked = withoutSecrets(
                checkHostname(password, "customHostname"),
                { customHostname: password },
                { password },
            );
            described(checked).should.match(
                /^customHostname: expected (.*, got the password|host or host:port without a scheme such as mqtts:\/\/)$/,
            );
        });
    }

    it("are none where a value passed", () => {
        withoutSecrets(passed(PASSWORD), { name: PASSWORD }, { password: PASSWORD }).should.deepEqual(
            passed(PASSWORD),
        );
    });
});
