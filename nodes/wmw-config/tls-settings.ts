import { type NodeAPI } from "node-red";
import { isAbsent } from "../lib/absent";
import { type TlsOptions } from "../lib/connection/broker-link";
import { failed, passed, type Checked } from "../lib/problem";

/** The part of Node-RED's `tls-config` node that is used here. */
interface TlsConfigNode {
    readonly valid: boolean;
    addTLSOptions(options: object): object;
}

/**
 * The TLS options of a `tls-config` node, or of nobody where none is chosen. One that is chosen and cannot be
 * used is a problem, never a silent fall-back to the defaults.
 */
export function readTlsSettings(RED: NodeAPI, id: unknown): Checked<TlsOptions> {
    if (isAbsent(id)) return passed({});
    const node: unknown = typeof id === "string" ? RED.nodes.getNode(id) : undefined;
    if (!isTlsConfig(node))
        return failed("tls", "tls-not-usable", "expected TLS settings that exist and are not disabled");
    if (!node.valid) {
        return failed(
            "tls",
            "tls-not-usable",
            "expected TLS settings whose certificate and key files can be read",
        );
    }
    return passed(node.addTLSOptions({}));
}

function isTlsConfig(node: unknown): node is TlsConfigNode {
    return typeof node === "object" && node !== null && "addTLSOptions" in node && "valid" in node;
}
