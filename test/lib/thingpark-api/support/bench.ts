import { ApiClient } from "../../../../nodes/lib/thingpark-api/api-client";
import { ConnectionsApi } from "../../../../nodes/lib/thingpark-api/connections-api";
import { stopping } from "../../../../nodes/lib/thingpark-api/stopping";
import { ManualClock } from "../../support/manual-clock";
import { turn } from "../../support/turn";
import { SETTINGS, type ScriptedPlatform } from "./scripted-platform";

/** A client of a scripted platform, whose time passes only while `waiting` waits. */
export class ApiBench {
    readonly clock = new ManualClock();
    readonly client: ApiClient;
    readonly api: ConnectionsApi;
    readonly stopping = stopping();
    readonly parts;

    constructor(platform: ScriptedPlatform, random: () => number = () => 0) {
        this.parts = { settings: SETTINGS, exchange: platform.exchange, clock: this.clock, random };
        this.client = new ApiClient(this.parts);
        this.api = new ConnectionsApi(this.client);
    }

    get signal(): AbortSignal {
        return this.stopping.signal;
    }

    /** The same promise; meanwhile time passes, in steps of so many milliseconds, as long as somebody waits for it. */
    async waiting<T>(promise: Promise<T>, step = 500): Promise<T> {
        const outcome = { isSettled: false };
        const settle = (): void => {
            outcome.isSettled = true;
        };
        promise.then(settle, settle);
        await turn();
        while (!outcome.isSettled) {
            if (this.clock.timers === 0) throw new Error("nothing is waited for, and nothing happens");
            this.clock.advance(step);
            await turn();
        }
        return promise;
    }
}
