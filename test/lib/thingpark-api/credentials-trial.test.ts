import should from "should";
import {
    readApiForm,
    trialOf,
    type ApiForm,
    type Trial,
} from "../../../nodes/lib/thingpark-api/credentials-trial";

const DEPLOYED: ApiForm = {
    baseUrl: "https://a.example.com/core/latest/api",
    tokenUrl: "",
    tls: "ca",
    clientId: "profile/login",
    clientSecret: "stored",
};

/** With what it is tried, or the problems for which it is not. */
function told(trial: Trial): string {
    if (trial.with !== "nothing") return trial.with;
    return trial.problems.map(({ path, code }) => `${path} ${code}`).join();
}

describe("the trial of what stands in the dialog of an API", () => {
    const trials: [title: string, changes: Partial<ApiForm>, deployed: ApiForm | undefined, trial: string][] =
        [
            ["asks the deployed node where nothing has changed", { clientSecret: "" }, DEPLOYED, "deployed"],
            ["asks the deployed node where the stored secret was typed", {}, DEPLOYED, "deployed"],
            ["takes another secret as it is typed", { clientSecret: "other" }, DEPLOYED, "form"],
            [
                "takes a typed secret to another address",
                { baseUrl: "https://b.example.com/api" },
                DEPLOYED,
                "form",
            ],
            ["takes what was never deployed as it is typed", {}, undefined, "form"],
            [
                "wants a secret for what was never deployed",
                { clientSecret: "" },
                undefined,
                "clientSecret client-secret-again",
            ],
            ...(["baseUrl", "tokenUrl", "tls", "clientId"] as const).map(
                (name): [string, Partial<ApiForm>, ApiForm, string] => [
                    `does not take the stored secret where ${name} has changed`,
                    { clientSecret: "", [name]: "https://b.example.com/" },
                    DEPLOYED,
                    "clientSecret client-secret-again",
                ],
            ),
            [
                "asks the deployed node for the values of variables",
                { baseUrl: "${URL}", clientSecret: "" },
                { ...DEPLOYED, baseUrl: "${URL}" },
                "deployed",
            ],
            [
                "does not take a variable to another address",
                { baseUrl: "https://b.example.com/", clientSecret: "${SECRET}" },
                { ...DEPLOYED, clientSecret: "${SECRET}" },
                "clientSecret variable-not-tried",
            ],
        ];
    for (const [title, changes, deployed, trial] of trials) {
        it(title, () => {
            should(told(trialOf({ ...DEPLOYED, ...changes }, deployed))).equal(trial);
        });
    }

    it("reads forms, in which a stored secret is blank, and nothing else", () => {
        should(readApiForm({ baseUrl: "u", clientId: "c", clientSecret: "__PWRD__", id: 7 })).deepEqual({
            baseUrl: "u",
            tokenUrl: "",
            tls: "",
            clientId: "c",
            clientSecret: "",
        });
        for (const body of [null, [], "text", {}, { baseUrl: "u" }, { baseUrl: "u", clientId: 7 }]) {
            should(readApiForm(body)).be.undefined();
        }
    });
});
