import { normalDevEUI, type ReadDocument } from "./documents";
import { PlatformError } from "./platform-error";
import { Recent } from "./recent";
import { toStatusMessage, type StatusMessage } from "./status-messages";

/** What one fills in to set up a device: WMW's "Unique device identifier" is the DevEUI. */
export interface DeviceSetup {
    readonly uniqueIdentifier: string;
    readonly deviceType: string;
}

/** A row of WMW's list of devices; the dates are ISO 8601, UTC. */
export interface Device extends DeviceSetup {
    readonly createdOn: string;
    /** null: nothing came yet. */
    readonly lastMessage: string | null;
}

interface Entry extends DeviceSetup {
    readonly createdOn: string;
    lastMessage: string | null;
    readonly messages: Recent<StatusMessage>;
}

const MESSAGES_PER_DEVICE = 1000;
const UNKNOWN_DEVICES = 1000;

/** The devices of one enterprise, and what they have sent. */
export class DeviceRegistry {
    readonly #devices = new Map<string, Entry>();
    readonly #unknown = new Map<string, number>();

    /** Sets up a device. Throws a PlatformError: `device-invalid` or `device-exists`. */
    add({ uniqueIdentifier, deviceType }: DeviceSetup): Device {
        const devEUI = normalDevEUI(uniqueIdentifier);
        if (devEUI === undefined) {
            throw new PlatformError("device-invalid", "uniqueIdentifier: expected a DevEUI, 16 hex digits");
        }
        if (this.#devices.has(devEUI)) {
            throw new PlatformError("device-exists", `the device ${devEUI} exists already`);
        }
        const entry: Entry = {
            uniqueIdentifier: devEUI,
            deviceType,
            createdOn: new Date().toISOString(),
            lastMessage: null,
            messages: new Recent(MESSAGES_PER_DEVICE),
        };
        this.#devices.set(devEUI, entry);
        this.#unknown.delete(devEUI);
        return deviceOf(entry);
    }

    has(devEUI: string): boolean {
        return this.#devices.has(devEUI.toUpperCase());
    }

    list(): Device[] {
        return [...this.#devices.values()].map(deviceOf);
    }

    /** The last messages of a device, oldest first. Throws a PlatformError: `device-unknown`. */
    messages(devEUI: string): StatusMessage[] {
        const entry = this.#devices.get(devEUI.toUpperCase());
        if (!entry) throw new PlatformError("device-unknown", `there is no device ${devEUI}`);
        return entry.messages.toArray();
    }

    /** How many documents came for each DevEUI that nobody has set up yet. */
    unknown(): Map<string, number> {
        return new Map(this.#unknown);
    }

    /** Files a document under its device; one that names no device is nobody's and goes nowhere. */
    record({ kind, devEUI, fields }: ReadDocument, receivedAt: Date): void {
        if (kind === undefined || devEUI === undefined) return;
        const entry = this.#devices.get(devEUI);
        if (!entry) {
            this.#countUnknown(devEUI);
            return;
        }
        entry.messages.push(toStatusMessage(kind, fields, receivedAt));
        entry.lastMessage = receivedAt.toISOString();
    }

    #countUnknown(devEUI: string): void {
        const count = this.#unknown.get(devEUI);
        if (count === undefined && this.#unknown.size >= UNKNOWN_DEVICES) return;
        this.#unknown.set(devEUI, (count ?? 0) + 1);
    }
}

function deviceOf({ uniqueIdentifier, deviceType, createdOn, lastMessage }: Entry): Device {
    return { uniqueIdentifier, deviceType, createdOn, lastMessage };
}
