import should from "should";
import { bestReceiver, estimatedSignalPower, type Receiver } from "../../../nodes/lib/documents/receivers";

describe("the estimated signal power", () => {
    /** RSSI, SNR and ESP of documents that ThingPark sent. */
    const measured: [rssi: number, snr: number, esp: number][] = [
        [-83, 9.5, -83.461838],
        [-89, 6.75, -89.832695],
        [-52, 13, -52.212383],
        [-119, -12, -131.265717],
        [-101, 0, -104.0103],
        [-118, -5.5, -124.578331],
        [-73.600006, 8, -74.23893],
    ];

    for (const [rssi, snr, esp] of measured) {
        it(`of ${rssi} dBm at ${snr} dB is ${esp} dBm, to the last digit`, () => {
            estimatedSignalPower(rssi, snr).should.equal(esp);
        });
    }
});

describe("the best receiver", () => {
    const receiver = (id: string, snr: number | undefined): Receiver => ({
        id,
        snr,
        chain: 0,
        rssi: -100,
        latitude: undefined,
        longitude: undefined,
        time: undefined,
    });

    const cases: [what: string, snrs: (number | undefined)[], best: string | undefined][] = [
        ["is the one with the highest SNR", [-20, -3.5, -4], "1"],
        ["is the first of equals", [-4, 7, 7], "1"],
        ["is one that tells its SNR, however low", [undefined, -20], "1"],
        ["is the first where none tells its SNR", [undefined, undefined], "0"],
        ["is none of none", [], undefined],
    ];

    for (const [what, snrs, best] of cases) {
        it(what, () => should(bestReceiver(snrs.map((snr, n) => receiver(String(n), snr)))?.id).equal(best));
    }
});
