import should from "should";
import { masked, maskedPaths, redacted, secretsIn } from "../../../nodes/lib/thingpark-api/masking";

describe("masking", () => {
    it("hides what stands under the key of a secret, at any depth", () => {
        should(
            masked([
                {
                    name: "mine",
                    configuration: {
                        username: "u",
                        password: "p",
                        downlinkAsKey: "k",
                        privateKey: "PEM",
                        secretAccessKey: "s",
                        certificate: "public",
                        sharedAccessKeyConnectionString: "c",
                    },
                },
            ]),
        ).deepEqual([
            {
                name: "mine",
                configuration: {
                    username: "u",
                    password: "*****",
                    downlinkAsKey: "*****",
                    privateKey: "*****",
                    secretAccessKey: "*****",
                    certificate: "public",
                    sharedAccessKeyConnectionString: "*****",
                },
            },
        ]);
    });

    it("leaves what is no text, and what is empty", () => {
        const value = { password: "", token: null, n: 1, list: [true] };
        should(masked(value)).deepEqual(value);
    });

    it("hides known secrets wherever they stand", () => {
        should(masked({ message: "wrong: hunter2!" }, ["hunter2"])).deepEqual({ message: "wrong: *****!" });
    });

    it("hides secrets in text as they are, and as JSON, addresses and forms write them", () => {
        const secret = 'a"b& (c)!';
        const form = new URLSearchParams({ client_secret: secret }).toString();
        redacted(`x ${secret} ${JSON.stringify(secret)} ${encodeURIComponent(secret)} ${form}`, [
            secret,
            "",
        ]).should.equal('x ***** "*****" ***** client_secret=*****');
    });

    it("takes secrets with half a character, which no address can have", () => {
        redacted("it is a\ud800b", ["a\ud800b"]).should.equal("it is *****");
    });

    it("hides the whole of a secret that begins with another", () => {
        redacted("abcdef", ["abc", "abcdef"]).should.equal("*****");
    });

    it("finds the secrets of a body", () => {
        secretsIn({ name: "n", configuration: { password: "p", alarms: [{ token: "t" }] } }).should.deepEqual(
            ["p", "t"],
        );
    });

    it("finds what stands for a secret", () => {
        maskedPaths({
            name: "n",
            configuration: { password: "*****", list: ["a", "x*****"] },
        }).should.deepEqual(["configuration.password", "configuration.list.1"]);
    });
});
