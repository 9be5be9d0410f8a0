/** A gateway that received an uplink, as far as the network server tells. */
export interface Receiver {
    readonly id: string | undefined;
    /** Which of the gateway's radios it was. */
    readonly chain: number | undefined;
    /** dBm. */
    readonly rssi: number | undefined;
    /** dB. */
    readonly snr: number | undefined;
    readonly latitude: number | undefined;
    readonly longitude: number | undefined;
    /** When the gateway received it, as the server writes it. */
    readonly time: unknown;
}

/** The receiver with the highest SNR, the first of them where several have it. */
export function bestReceiver(receivers: readonly Receiver[]): Receiver | undefined {
    let best = receivers[0];
    for (const receiver of receivers) {
        if ((receiver.snr ?? -Infinity) > (best?.snr ?? -Infinity)) best = receiver;
    }
    return best;
}

/** What a `DevEUI_uplink` says of who received it; fields that nobody knows are undefined. */
export function receptionFields(receivers: readonly Receiver[]): Record<string, unknown> {
    const best = bestReceiver(receivers);
    if (!best) return {};
    return {
        LrrRSSI: best.rssi,
        LrrSNR: best.snr,
        DevLrrCnt: receivers.length,
        Lrrid: best.id,
        LrrLAT: best.latitude,
        LrrLON: best.longitude,
        Lrrs: {
            Lrr: receivers.map(({ id, chain, rssi, snr }) => ({
                Lrrid: id,
                Chain: chain,
                LrrRSSI: rssi,
                LrrSNR: snr,
                LrrESP: rssi === undefined || snr === undefined ? undefined : estimatedSignalPower(rssi, snr),
            })),
        },
    };
}

/**
 * What of the power at the antenna (RSSI, dBm) is signal and not noise, in dBm: RSSI + SNR - 10·log10(1 +
 * 10^(SNR/10)), in single precision and with six decimals, so that it has the very digits that ThingPark has.
 */
export function estimatedSignalPower(rssi: number, snr: number): number {
    const power = rssi + snr - 10 * Math.log10(1 + 10 ** (snr / 10));
    return Math.round(Math.fround(power) * 1e6) / 1e6;
}
