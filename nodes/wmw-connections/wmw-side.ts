import { type NodeAPI } from "node-red";
import { passed, type Checked } from "../lib/problem";
import { type WmwSide } from "../lib/thingpark-api/connection-body";
import { tlsMaterial } from "../lib/thingpark-api/tls-material";
import { findConfig } from "../wmw-config/wmw-config-node";

/** What a `wmw-config` gives to a connection on ThingPark's side, whether or not it is active itself. */
export function wmwSideOf(RED: NodeAPI, configId: unknown): Checked<WmwSide> {
    const config = findConfig(RED, configId);
    if (!config.ok) return config;
    if (!config.value.broker.ok) return config.value.broker;
    const { settings, tls } = config.value.broker.value;
    const material = tlsMaterial(tls);
    if (!material.ok) return material;
    const { endpoint, login, downlink } = settings;
    return passed({ endpoint, login, tls: material.value, commands: downlink.defaults });
}
