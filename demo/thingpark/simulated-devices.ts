/** Devices whose DevEUIs are those of the WMW stand-in's example. */
const DEVICES = ["20635F0100000001", "20635F0100000002"];

/** Devices on the LoRaWAN network of a ThingPark: each sends now and then. */
export class SimulatedDevices {
    readonly #period: number;
    readonly #onUplink: (document: object) => void;
    #counter = 0;
    #timer: NodeJS.Timeout | undefined;

    constructor(period: number, onUplink: (document: object) => void) {
        this.#period = period;
        this.#onUplink = onUplink;
    }

    start(): void {
        this.#timer = setInterval(() => this.send(), this.#period);
    }

    /** Each device sends once. */
    send(): void {
        this.#counter++;
        for (const devEUI of DEVICES) this.#onUplink(uplink(devEUI, this.#counter));
    }

    stop(): void {
        clearInterval(this.#timer);
    }
}

/** An uplink of a thermometer, which is warmest every 32nd time. */
function uplink(devEUI: string, counter: number): object {
    const tenths = Math.round(200 + 20 * Math.sin((counter * Math.PI) / 16));
    return {
        DevEUI_uplink: {
            Time: new Date().toISOString(),
            DevEUI: devEUI,
            FPort: 5,
            FCntUp: counter,
            MType: 2,
            payload_hex: `01${tenths.toString(16).padStart(4, "0")}`,
            payload: { temperature: tenths / 10 },
            LrrRSSI: -80,
            LrrSNR: 9,
            SpFact: 7,
        },
    };
}
