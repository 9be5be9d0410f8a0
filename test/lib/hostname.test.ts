import should from "should";
import { checkHostname } from "../../nodes/lib/hostname";
import { failed, passed } from "../../nodes/lib/problem";
import { problemsOf } from "./support/checked";

const LABEL_63 = "a".repeat(63);
const NAME_253 = `${LABEL_63}.${LABEL_63}.${LABEL_63}.${"a".repeat(61)}`;

const accepted: [text: string, host: string, port: number][] = [
    ["us.mqtt.wmw-hub.com", "us.mqtt.wmw-hub.com", 8883],
    ["us.mqtt.wmw-hub.com:18883", "us.mqtt.wmw-hub.com", 18883],
    ["localhost", "localhost", 8883],
    ["BROKER", "BROKER", 8883],
    ["my_broker.local:1", "my_broker.local", 1],
    ["1.example.com:65535", "1.example.com", 65535],
    ["192.0.2.1", "192.0.2.1", 8883],
    ["255.255.255.255:8884", "255.255.255.255", 8884],
    ["[::1]", "::1", 8883],
    ["[2001:db8::8a2e:370:7334]:8884", "2001:db8::8a2e:370:7334", 8884],
    ["[::ffff:192.0.2.1]", "::ffff:192.0.2.1", 8883],
    [`${LABEL_63}.example.com`, `${LABEL_63}.example.com`, 8883],
    [NAME_253, NAME_253, 8883],
];

const refused: [what: string, value: unknown, code: string][] = [
    ["nothing", undefined, "custom-hostname-missing"],
    ["null", null, "custom-hostname-missing"],
    ["an empty text", "", "custom-hostname-missing"],
    ["a number", 8883, "custom-hostname-invalid"],
    ["a scheme", "mqtts://broker.example.com", "custom-hostname-scheme"],
    ["a scheme before an address in brackets", "ssl://[::1]:8883", "custom-hostname-scheme"],
    ["a path", "broker.example.com/mqtt", "custom-hostname-path"],
    ["a path after the port", "broker.example.com:8883/", "custom-hostname-path"],
    ["a query", "broker.example.com?x=1", "custom-hostname-path"],
    ["a fragment", "broker.example.com#x", "custom-hostname-path"],
    ["user info", "user:secret@broker.example.com", "custom-hostname-user-info"],
    ["user info behind a scheme", "mqtts://user@broker.example.com", "custom-hostname-user-info"],
    ["port 0", "broker.example.com:0", "custom-hostname-port"],
    ["port 65536", "broker.example.com:65536", "custom-hostname-port"],
    ["an empty port", "broker.example.com:", "custom-hostname-port"],
    ["a port with a sign", "broker.example.com:+1", "custom-hostname-port"],
    ["a port that is a word", "[::1]:mqtts", "custom-hostname-port"],
    ["a port without a host", ":8883", "custom-hostname-invalid"],
    ["blanks around it", " broker.example.com ", "custom-hostname-invalid"],
    ["a blank inside", "broker example.com", "custom-hostname-invalid"],
    ["a line break behind it", "broker.example.com\n", "custom-hostname-invalid"],
    ["an empty label", "broker..example.com", "custom-hostname-invalid"],
    ["a closing dot", "broker.example.com.", "custom-hostname-invalid"],
    ["a label that begins with a hyphen", "-broker.example.com", "custom-hostname-invalid"],
    ["a label that ends with a hyphen", "broker-.example.com", "custom-hostname-invalid"],
    ["a label of 64 characters", `${LABEL_63}a.example.com`, "custom-hostname-invalid"],
    ["254 characters", `${NAME_253}a`, "custom-hostname-invalid"],
    ["a letter beyond ASCII", "bröker.example.com", "custom-hostname-invalid"],
    ["a part above 255 in an IPv4 address", "192.0.2.256", "custom-hostname-invalid"],
    ["a part with a leading zero in an IPv4 address", "192.0.02.1", "custom-hostname-invalid"],
    ["an IPv4 address of three parts", "192.0.2", "custom-hostname-invalid"],
    ["a bare number", "12345", "custom-hostname-invalid"],
    ["IPv6 without brackets", "2001:db8::1", "custom-hostname-invalid"],
    ["a name in brackets", "[localhost]", "custom-hostname-invalid"],
    ["IPv4 in brackets", "[192.0.2.1]", "custom-hostname-invalid"],
    ["empty brackets", "[]:8883", "custom-hostname-invalid"],
    ["two compressions in IPv6", "[1::2::3]", "custom-hostname-invalid"],
    ["an open bracket", "[::1", "custom-hostname-invalid"],
    ["a list of hosts", "a.example.com,b.example.com", "custom-hostname-invalid"],
    ["a variable that was not set", "${BROKER}", "custom-hostname-invalid"],
];

describe("a custom hostname", () => {
    for (const [text, host, port] of accepted) {
        it(`of ${text.length > 60 ? `${text.length} characters` : text} is ${host === text ? "that host" : host.slice(0, 40)}, port ${port}`, () => {
            should(checkHostname(text, "customHostname")).deepEqual(passed({ host, port }));
        });
    }

    for (const [what, value, code] of refused) {
        it(`is refused with ${what}`, () => {
            problemsOf(checkHostname(value, "customHostname")).should.deepEqual([`customHostname ${code}`]);
        });
    }

    it("is refused with the path that it was given under", () => {
        problemsOf(checkHostname("", "wmwConfigRegions.EU")).should.deepEqual([
            "wmwConfigRegions.EU custom-hostname-missing",
        ]);
    });

    it("never shows what may be a password", () => {
        for (const value of ["user:s3cret@broker.example.com", "mqtts://user:s3cret@broker.example.com"])
            JSON.stringify(checkHostname(value, "customHostname")).should.not.containEql("s3cret");
    });

    it("says which part of it is too much", () => {
        should(checkHostname("mqtts://broker.example.com", "customHostname")).deepEqual(
            failed(
                "customHostname",
                "custom-hostname-scheme",
                "expected host or host:port without a scheme such as mqtts://",
            ),
        );
    });
});
