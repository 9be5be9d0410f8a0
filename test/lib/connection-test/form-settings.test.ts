import {
    settingsOfForm,
    type ConnectionForm,
    type DeployedConnection,
} from "../../../nodes/lib/connection-test/form-settings";
import { KNOWN_REGIONS } from "../../../nodes/lib/regions";
import { CONFIG } from "../../../nodes/lib/saved-nodes";
import { problemsOf } from "../support/checked";

const SECRET = "the-stored-password";

const WRITTEN = {
    ...CONFIG.defaults,
    region: "custom",
    customHostname: "${HOST}",
    enterpriseId: "1234",
    tls: "ca",
};

/** Deployed with the host in a variable, for broker.example.com. */
const DEPLOYED: DeployedConnection = {
    fields: { written: WRITTEN, inForce: { ...WRITTEN, customHostname: "broker.example.com" } },
    credentials: {
        written: { username: "user", password: "${PASSWORD}" },
        inForce: { username: "user", password: SECRET },
    },
};

function form(fields: Record<string, unknown> = {}, login: Partial<ConnectionForm> = {}): ConnectionForm {
    return { fields: { ...WRITTEN, ...fields }, username: "user", ...login };
}

/** `user / password @ host:port` that would be tried, or the problems. */
function outcome(asked: ConnectionForm, deployed: DeployedConnection | undefined = DEPLOYED): string {
    const checked = settingsOfForm(asked, deployed, KNOWN_REGIONS);
    if (!checked.ok) return problemsOf(checked).join(", ");
    const { login, endpoint } = checked.value;
    return `${login.username} / ${login.password} @ ${endpoint.host}:${endpoint.port}`;
}

const STORED = `user / ${SECRET} @ broker.example.com:8883`;
const AGAIN = "password password-again";

const rows: [title: string, asked: ConnectionForm, outcome: string][] = [
    ["the stored password where nothing was changed", form(), STORED],
    [
        "it too where only the way of writing the host was",
        form({ customHostname: "broker.example.com" }),
        STORED,
    ],
    [
        "it too where the port is named that is meant",
        form({ customHostname: "broker.example.com:8883" }),
        STORED,
    ],
    ["it too for another enterprise", form({ enterpriseId: "5678" }), STORED],
    ["it too where its variable is typed once more", form({}, { password: "${PASSWORD}" }), STORED],
    ["no stored password for another host", form({ customHostname: "other.example.com" }), AGAIN],
    ["nor for another port", form({ customHostname: "broker.example.com:8884" }), AGAIN],
    ["nor for a region", form({ region: "US" }), AGAIN],
    ["nor for other TLS settings", form({ tls: "" }), AGAIN],
    ["nor for another user", form({}, { username: "other" }), AGAIN],
    ["nor for no user", form({}, { username: "" }), AGAIN],
    [
        "what was typed, wherever it goes",
        form({ customHostname: "other.example.com" }, { username: "me", password: "typed" }),
        "me / typed @ other.example.com:8883",
    ],
    ["no password where it was cleared", form({}, { password: "" }), "user /  @ broker.example.com:8883"],
    [
        "no variable of a password for another host",
        form({ customHostname: "other.example.com" }, { password: "${PASSWORD}" }),
        "password variable-not-deployed",
    ],
    ["no other variable as a password", form({}, { password: "${OTHER}" }), "password variable-not-deployed"],
    [
        "no variable as a username that is not deployed",
        form({}, { username: "${OTHER}" }),
        "username variable-not-deployed",
    ],
    [
        "no variable in a field that is not deployed there",
        form({ enterpriseId: "${HOST}" }),
        "enterpriseId variable-not-deployed",
    ],
    [
        "the problems of the settings before those of the login",
        form({ region: "US", enterpriseId: "" }),
        "enterpriseId enterprise-id-missing",
    ],
    [
        "no password without a username",
        form({}, { username: "", password: "typed" }),
        "username username-missing",
    ],
];

describe("the settings that a form stands for", () => {
    for (const [title, asked, expected] of rows) {
        it(`are ${title}`, () => {
            outcome(asked).should.equal(expected);
        });
    }

    it("are what was typed, where nothing is deployed", () => {
        const asked = form({ customHostname: "new.example.com" }, { password: "typed" });
        const checked = settingsOfForm(asked, undefined, KNOWN_REGIONS);
        checked.ok.should.be.true();
        const untyped = settingsOfForm(form({ customHostname: "new.example.com" }), undefined, KNOWN_REGIONS);
        problemsOf(untyped).should.deepEqual([AGAIN]);
    });

    it("use the variable of a username for the deployed destination alone", () => {
        const deployed: DeployedConnection = {
            ...DEPLOYED,
            credentials: {
                written: { username: "${USERNAME}", password: SECRET },
                inForce: { username: "user", password: SECRET },
            },
        };
        outcome(form({}, { username: "${USERNAME}" }), deployed).should.equal(STORED);
        const elsewhere = form(
            { customHostname: "other.example.com" },
            { username: "${USERNAME}", password: "typed" },
        );
        outcome(elsewhere, deployed).should.equal("username variable-not-deployed");
    });

    it("say so where a deployed variable is not set", () => {
        const deployed: DeployedConnection = {
            ...DEPLOYED,
            fields: { written: WRITTEN, inForce: WRITTEN },
        };
        outcome(form(), deployed).should.equal("customHostname variable-not-set");
    });

    it("do not show a password that stands in another field", () => {
        for (const secret of [SECRET, "the-typed-password"]) {
            for (const field of [
                "customHostname",
                "enterpriseId",
                "protocolVersion",
                "clientId",
                "version",
            ]) {
                const asked = form(
                    { [field]: `${secret}\n` },
                    { username: "me", password: "the-typed-password" },
                );
                const checked = settingsOfForm(asked, DEPLOYED, KNOWN_REGIONS);
                problemsOf(checked).should.have.length(1);
                JSON.stringify(checked).should.not.containEql(secret);
            }
        }
    });

    it("show no secret where they have problems", () => {
        for (const [, asked] of rows) {
            const checked = settingsOfForm(asked, DEPLOYED, KNOWN_REGIONS);
            if (!checked.ok) JSON.stringify(checked).should.not.match(/the-stored-password|PASSWORD|"typed"/);
        }
    });
});
