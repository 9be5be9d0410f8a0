import { type FailureReason } from "../connection/failure";
import { type ServerCertificate } from "../connection/server-certificate";
import { type Problem } from "../problem";

/** The steps of a test, in their order. */
export const STEPS = ["settings", "lookup", "tcp", "tls", "login", "subscribe", "publish"] as const;

export type StepName = (typeof STEPS)[number];

/** The steps that need the network, and may fail by it. */
export type NetworkStep = Exclude<StepName, "settings" | "publish">;

/** Why a step on the network failed; texts are looked up by it. */
export type StepFailureReason = FailureReason | "not-allowed-to-subscribe";

/** A step on the network that failed. */
export interface StepFailure {
    readonly step: NetworkStep;
    readonly outcome: "failed";
    readonly reason: StepFailureReason;
    /** In English, for where there is no text for the reason. */
    readonly message: string;
    /** What the server showed, where its certificate is what is wrong. */
    readonly certificate?: ServerCertificate;
}

/** What became of one step. A later result of the same step takes the place of an earlier one. */
export type StepResult =
    | { readonly step: "settings"; readonly outcome: "passed"; readonly url: string }
    | { readonly step: "settings"; readonly outcome: "failed"; readonly problems: readonly Problem[] }
    | { readonly step: "lookup"; readonly outcome: "passed"; readonly address: string }
    /** The host is an address. */
    | { readonly step: "lookup"; readonly outcome: "skipped" }
    | {
          readonly step: "tcp";
          readonly outcome: "passed";
          readonly address: string;
          readonly port: number;
      }
    | { readonly step: "tls"; readonly outcome: "passed"; readonly certificate?: ServerCertificate }
    | { readonly step: "login"; readonly outcome: "passed" }
    | { readonly step: "subscribe"; readonly outcome: "passed"; readonly topic: string }
    /** Commands are switched off. */
    | { readonly step: "subscribe"; readonly outcome: "skipped" }
    /** Only a document can tell, and it would be one for WMW to take: it is seen at the first uplink. */
    | { readonly step: "publish"; readonly outcome: "skipped"; readonly topic: string }
    | StepFailure;
