import type { ReceivedMessage } from "./inbox";
import type { Platform } from "./platform";

/** Somebody at WMW who sends commands to the devices of an enterprise. */
export interface Operator {
    /** No more commands, from now on. */
    stop(): void;
}

// What a command asks of a device, in a made-up but plausible coding: one byte of what, then its value.
const COMMANDS: readonly { fPort: number; payloadHex: string }[] = [
    { fPort: 2, payloadHex: "01012c" }, // report every 300 s
    { fPort: 2, payloadHex: "010384" }, // report every 900 s
    { fPort: 10, payloadHex: "0201" }, // switch the indicator on
];

/**
 * Watches the uplinks of an enterprise's registered devices and answers each with a `DevEUI_downlink`, so that
 * whoever opens the editor soon sees a command come in. What the platform then refuses goes to `onError`.
 */
export function startOperator(
    platform: Platform,
    enterpriseId: string,
    onError: (error: Error) => void = (error) => console.error(`operator: ${error.message}`),
): Operator {
    let turn = 0;

    const off = platform.on("document", (message) => {
        const devEUI = answerable(message);
        if (devEUI === undefined) return;
        const command = nextCommand(devEUI, turn);
        turn += 1;
        platform.sendDownlink(enterpriseId, command).catch((error: unknown) => {
            onError(error instanceof Error ? error : new Error(String(error)));
        });
    });

    // A device that has just asked to join has sent no data yet that one could answer.
    function answerable({ kind, devEUI, fields, ...message }: ReceivedMessage): string | undefined {
        if (message.enterpriseId !== enterpriseId || kind !== "DevEUI_uplink") return undefined;
        if (devEUI === undefined || "rawJoinRequest" in fields) return undefined;
        return platform.hasDevice(enterpriseId, devEUI) ? devEUI : undefined;
    }

    return { stop: off };
}

function nextCommand(devEUI: string, turn: number): object {
    const { fPort, payloadHex } = COMMANDS[turn % COMMANDS.length] ?? { fPort: 1, payloadHex: "00" };
    return {
        DevEUI_downlink: {
            Time: new Date().toISOString(),
            DevEUI: devEUI,
            FPort: fPort,
            payload_hex: payloadHex,
            Confirmed: "0",
        },
    };
}
