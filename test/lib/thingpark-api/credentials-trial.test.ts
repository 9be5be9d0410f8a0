import should from "should";
import { readApiForm, trialOf, type ApiForm } from "../../../nodes/lib/thingpark-api/credentials-trial";

const DEPLOYED: ApiForm = {
    baseUrl: "https://a.example.com/core/latest/api",
    tokenUrl: "",
    tls: "ca",
    clientId: "profile/login",
    clientSecret: "stored",
};

describe("the trial of what stands in the dialog of an API", () => {
    const trials: [title: string, changes: Partial<ApiForm>, deployed: ApiForm | undefined, trial: object][] =
        [
            [
                "asks the deployed node where nothing has changed",
                { clientSecret: "" },
                DEPLOYED,
                { with: "deployed" },
            ],
            ["asks the deployed node where the stored secret was typed", {}, DEPLOYED, { with: "deployed" }],
            ["takes another secret as it is typed", { clientSecret: "other" }, DEPLOYED, { with: "form" }],
            [
                "takes a typed secret to another address",
                { baseUrl: "https://b.example.com/api" },
                DEPLOYED,
                { with: "form" },
            ],
            ["takes what was never deployed as it is typed", {}, undefined, { with: "form" }],
            [
                "wants a secret for what was never deployed",
                { clientSecret: "" },
                undefined,
                { with: "nothing", reason: "secret-missing" },
            ],
            ...(["baseUrl", "tokenUrl", "tls", "clientId"] as const).map(
                (name): [string, Partial<ApiForm>, ApiForm, object] => [
                    `does not take the stored secret where ${name} has changed`,
                    { clientSecret: "", [name]: "https://b.example.com/" },
                    DEPLOYED,
                    { with: "nothing", reason: "secret-missing" },
                ],
            ),
            [
                "asks the deployed node for the values of variables",
                { baseUrl: "${URL}", clientSecret: "" },
                { ...DEPLOYED, baseUrl: "${URL}" },
                { with: "deployed" },
            ],
            [
                "does not take a variable to another address",
                { baseUrl: "https://b.example.com/", clientSecret: "${SECRET}" },
                { ...DEPLOYED, clientSecret: "${SECRET}" },
                { with: "nothing", reason: "deploy-first" },
            ],
        ];
    for (const [title, changes, deployed, trial] of trials) {
        it(title, () => {
            should(trialOf({ ...DEPLOYED, ...changes }, deployed)).deepEqual(trial);
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
