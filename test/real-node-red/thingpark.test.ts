import should from "should";
import { connectionId, thingParkApiId, thingParkFlows } from "../../demo/example";
import { startNodeRed, type NodeRedProcess } from "../../demo/node-red-process";
import { startPlatform, type Platform } from "../../demo/platform";
import { startThingPark, type ThingPark } from "../../demo/thingpark/thingpark";
import { type FlowNode } from "../../demo/user-directory";
import { adminAuth, logIn, type UserName } from "../support/admin-users";
import { fetchAnew } from "../support/fetch-anew";
import { LOGIN } from "../support/flow-nodes";
import { CLIENT } from "../support/thingpark-nodes";

describe("ThingPark in a real Node-RED", () => {
    let platform: Platform;
    let thingPark: ThingPark;
    let nodeRed: NodeRedProcess;
    let flows: FlowNode[];

    before(async () => {
        platform = await startPlatform({});
        thingPark = await startThingPark({ authority: platform.authority });
        flows = thingParkFlows({ mqttPort: platform.mqttPort, baseUrl: thingPark.baseUrl }).map((node) =>
            node.type === "delay" ? { ...node, timeout: "0.1" } : node,
        );
        const deleted = thingPark.next("connection", ({ state }) => state === "DELETED");
        const opened = thingPark.next("connection", ({ state }) => state === "OPENED");
        const document = platform.next("document", ({ fields }) => fields.payload_hex === "0100cc0c00b6");
        nodeRed = await startNodeRed({
            flows,
            credentials: { [connectionId(flows)]: LOGIN, [thingParkApiId(flows)]: CLIENT },
            caPem: platform.caPem,
            settings: { adminAuth: adminAuth() },
        });
        await nodeRed.ready;
        story = Promise.all([opened, document, deleted]).then(() => undefined);
    });

    let story: Promise<void>;

    after(async () => {
        await nodeRed.stop();
        await thingPark.close();
        await platform.close();
    });

    async function ask(
        user: UserName | undefined,
        path: string,
        body?: object | URLSearchParams,
    ): Promise<{ status: number; answer: unknown }> {
        const isForm = body instanceof URLSearchParams;
        const response = await fetchAnew(`${nodeRed.url}/wmw/thingpark-api/${path}`, {
            method: body ? "POST" : "GET",
            headers: {
                ...(user && (await logIn(nodeRed.url, user))),
                ...(body && !isForm ? { "content-type": "application/json" } : {}),
            },
            ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
        });
        const text = await response.text();
        return { status: response.status, answer: text.startsWith("{") ? JSON.parse(text) : text };
    }

    it("runs the example: create, wait until opened, send a document, delete", async () => {
        await story;
        thingPark.connections().should.be.empty();
    });

    describe("offers a try of what stands in a dialog", () => {
        let form: Record<string, string>;
        let id: string;

        before(() => {
            id = thingParkApiId(flows);
            form = { baseUrl: thingPark.baseUrl, tokenUrl: "", tls: "", ...CLIENT };
        });

        it("which says what connections there are", async () => {
            should(await ask("owner", `${id}/try`, form)).deepEqual({
                status: 200,
                answer: { connections: [] },
            });
            should(await ask("owner", `new/try`, form)).deepEqual({
                status: 200,
                answer: { connections: [] },
            });
        });

        it("which uses the stored secret where all else is as it is deployed", async () => {
            for (const clientSecret of ["", "__PWRD__"]) {
                should(await ask("owner", `${id}/try`, { ...form, clientSecret })).have.property(
                    "status",
                    200,
                );
            }
        });

        for (const [name, changed] of [
            ["baseUrl", "https://127.0.0.1:1/thingpark/dx/core/latest/api"],
            ["tokenUrl", "https://127.0.0.1:1/token"],
            ["tls", "another"],
            ["clientId", "sub-100001/user"],
        ] as const) {
            it(`which does not use the stored secret where ${name} is another`, async () => {
                const given = thingPark.tokensGiven;
                const { status, answer } = await ask("owner", `${id}/try`, {
                    ...form,
                    clientSecret: "__PWRD__",
                    [name]: changed,
                });
                should(status).equal(409);
                should(answer)
                    .have.property("error")
                    .match(/^clientSecret: type it again/);
                thingPark.tokensGiven.should.equal(given);
            });
        }

        it("which does not know environment variables", async () => {
            const { status, answer } = await ask("owner", `${id}/try`, { ...form, clientSecret: "${HOME}" });
            should(status).equal(409);
            should(answer)
                .have.property("error")
                .match(/deploy first/);
        });

        it("which tells why it does not work, without the secret", async () => {
            const { status, answer } = await ask("owner", `${id}/try`, {
                ...form,
                clientSecret: "not-the-secret",
            });
            should(status).equal(502);
            should(answer).have.property("code", "WMW_API_AUTH");
            JSON.stringify(answer).should.not.containEql("not-the-secret");
        });

        it("to those who may deploy, and only as JSON", async () => {
            should((await ask("reader", `${id}/try`, form)).status).equal(401);
            should((await ask(undefined, `${id}/try`, form)).status).equal(401);
            should((await ask("owner", `${id}/try`, new URLSearchParams(form))).status).equal(415);
            should((await ask("owner", `${id}/try`, { ...form, more: "x".repeat(10_001) })).status).equal(
                413,
            );
            for (const bad of [{}, { ...form, baseUrl: 7 }]) {
                should((await ask("owner", `${id}/try`, bad)).status).equal(400);
            }
        });

        it("and the connections of a deployed node, to those who may deploy", async () => {
            should(await ask("owner", `${id}/connections`)).deepEqual({
                status: 200,
                answer: { connections: [] },
            });
            should((await ask("reader", `${id}/connections`)).status).equal(401);
            should((await ask("owner", "gone/connections")).status).equal(404);
        });
    });
});
