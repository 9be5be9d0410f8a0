import { randomBytes } from "node:crypto";
import { type NodeAPI } from "node-red";
import { systemClock } from "../lib/clock";
import { type TlsOptions } from "../lib/connection/broker-link";
import { dialMqtt } from "../lib/connection/dial-mqtt";
import { settingsOfForm } from "../lib/connection-test/form-settings";
import { lookAtCertificate } from "../lib/connection-test/look-at-certificate";
import { runConnectionTest, type TestClient } from "../lib/connection-test/run-connection-test";
import { type StepResult } from "../lib/connection-test/step-result";
import { planTest, type TestPlan } from "../lib/connection-test/test-plan";
import { type ConnectionSettings } from "../lib/connection-settings";
import { combined, failed, passed, type Checked } from "../lib/problem";
import { type Region } from "../lib/regions";
import { refused, send } from "./admin-answer";
import { offerPost } from "./admin-endpoint";
import { deployedConnection, isDeployed } from "./deployed-connection";
import { postedFormIn, type PostedForm } from "./posted-form";
import { readTlsSettings } from "./tls-settings";

const WORLD = { dial: dialMqtt, look: lookAtCertificate, clock: systemClock };

/** A test that somebody wants. */
interface Running {
    readonly signal: AbortSignal;
    /** Resolves when nothing of it is open any more. */
    readonly ended: Promise<void>;
}

/**
 * Offers the editor a test of what stands in the dialog of a connection: `POST wmw/connection-test` answers with
 * the results of the steps as they come, one JSON object a line. One test at a time; it ends with the request.
 */
export function offerConnectionTest(RED: NodeAPI, regions: readonly Region[]): void {
    let running: Running | undefined;

    /** One that was cancelled may still be closing: the next one waits for that. */
    async function runNext(before: Running | undefined, form: PostedForm, client: TestClient): Promise<void> {
        await before?.ended;
        try {
            await tryForm(RED, form, regions, client);
        } catch (error) {
            RED.log.error(`wmw-config: a connection could not be tested: ${String(error)}`);
        }
    }

    offerPost(RED, "/wmw/connection-test", (request, response) => {
        const isBusy = running !== undefined && !running.signal.aborted;
        const form = postedFormIn(request.body);
        if (isBusy || !form) {
            send(response, isBusy ? BUSY : NO_FORM);
            return;
        }
        const controller = new AbortController();
        response.on("close", () => {
            controller.abort();
        });
        response.set({
            "content-type": "application/x-ndjson; charset=utf-8",
            "cache-control": "no-store",
        });
        const { signal } = controller;
        const report = (result: StepResult): void => {
            response.write(`${JSON.stringify(result)}\n`);
        };
        const ended = runNext(running, form, { signal, report }).then(() => {
            if (running === own) running = undefined;
            response.end();
        });
        const own = { signal, ended };
        running = own;
    });
}

const BUSY = refused(409, "another test is running");
const NO_FORM = refused(
    400,
    `expected {"id": "…", "fields": {…}, "username": "…"} and, where it was typed, a "password"`,
);

async function tryForm(
    RED: NodeAPI,
    form: PostedForm,
    regions: readonly Region[],
    client: TestClient,
): Promise<void> {
    const plan = planOf(RED, form, regions);
    if (plan.ok) await runConnectionTest(plan.value, WORLD, client);
    else client.report({ step: "settings", outcome: "failed", problems: plan.problems });
}

function planOf(RED: NodeAPI, form: PostedForm, regions: readonly Region[]): Checked<TestPlan> {
    const checked = combined<{ settings: ConnectionSettings; tls: TlsOptions }>({
        settings: settingsOfForm(form, deployedConnection(RED, form.id), regions),
        tls: tlsOf(RED, form.fields.tls),
    });
    if (!checked.ok) return checked;
    const { settings, tls } = checked.value;
    return passed(planTest(settings, tls, randomBytes(8).toString("hex")));
}

function tlsOf(RED: NodeAPI, id: unknown): Checked<TlsOptions> {
    const isChosen = typeof id === "string" && id !== "";
    if (!isChosen || isDeployed(RED, id)) return readTlsSettings(RED, id);
    return failed("tls", "tls-not-deployed", "expected TLS settings that are deployed");
}
