import type { EnterpriseRow, UnknownDevice } from "../api-rows";
import type { Device, DeviceSetup } from "../devices";
import type { StatusMessage } from "../status-messages";

/** A request that the platform has refused or not answered; the message is for people. */
export class RequestError extends Error {
    override readonly name = "RequestError";
}

/** What a user asks of a device. */
export interface Downlink {
    readonly devEUI: string;
    readonly fPort: number;
    readonly payloadHex: string;
    readonly confirmed: boolean;
}

export function getEnterprises(): Promise<EnterpriseRow[]> {
    return request("/api/enterprises") as Promise<EnterpriseRow[]>;
}

export function getDevices(enterpriseId: string): Promise<Device[]> {
    return request(`${pathOf(enterpriseId)}/devices`) as Promise<Device[]>;
}

export function getUnknownDevices(enterpriseId: string): Promise<UnknownDevice[]> {
    return request(`${pathOf(enterpriseId)}/unknown-devices`) as Promise<UnknownDevice[]>;
}

/** The last messages of a device, oldest first. */
export function getStatusMessages(
    enterpriseId: string,
    devEUI: string,
    last: number,
): Promise<StatusMessage[]> {
    const path = `${pathOf(enterpriseId)}/devices/${encodeURIComponent(devEUI)}/status-messages?last=${last}`;
    return request(path) as Promise<StatusMessage[]>;
}

export async function addDevice(enterpriseId: string, device: DeviceSetup): Promise<void> {
    await request(`${pathOf(enterpriseId)}/devices`, device);
}

export async function sendDownlink(enterpriseId: string, downlink: Downlink): Promise<void> {
    await request(`${pathOf(enterpriseId)}/downlinks`, {
        DevEUI_downlink: {
            Time: new Date().toISOString(),
            DevEUI: downlink.devEUI,
            FPort: downlink.fPort,
            payload_hex: downlink.payloadHex,
            Confirmed: downlink.confirmed ? "1" : "0",
        },
    });
}

function pathOf(enterpriseId: string): string {
    return `/api/enterprises/${encodeURIComponent(enterpriseId)}`;
}

/** GET, or with a body POST; gives the answer's body. Rejects with a RequestError. */
async function request(path: string, body?: unknown): Promise<unknown> {
    const init: RequestInit =
        body === undefined
            ? {}
            : {
                  method: "POST",
                  headers: { "Content-Type": "application/json" },
                  body: JSON.stringify(body),
              };
    const { ok, answer } = await exchange(path, init);
    if (!ok) throw new RequestError(reasonIn(answer));
    return answer;
}

async function exchange(path: string, init: RequestInit): Promise<{ ok: boolean; answer: unknown }> {
    try {
        const response = await fetch(path, init);
        return { ok: response.ok, answer: await response.json() };
    } catch (error) {
        throw new RequestError("the platform does not answer", { cause: error });
    }
}

function reasonIn(answer: unknown): string {
    const given = typeof answer === "object" && answer !== null && "error" in answer && answer.error;
    return typeof given === "string" ? given : "refused without a reason";
}
