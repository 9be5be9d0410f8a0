import { setMaxListeners } from "node:events";
import { WmwError } from "../errors";

/** What ends calls that are under way: its signal is listened to by any number of them at a time. */
export function stopping(): AbortController {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    return controller;
}

/** The error of whatever was under way when its node was closed. */
export function stopped(): WmwError {
    return new WmwError("WMW_STOPPED", "the node was closed before its call to ThingPark had ended");
}
