import { WmwError } from "../lib/errors";
import { type LowRate } from "../lib/monitor/monitor-view";
import { type GivenUpReports } from "./given-up-reports";
import { type Report } from "./make-connection";
import { type WmwConfigNode } from "./wmw-config-node";

const DOWNLINK_WARNINGS = {
    "not-json": "a message on the downlink topic is not JSON and was ignored",
    unclaimed: "a downlink command was not taken: no wmw-downlink-in node wants its device",
};

/** Writes what a connection reports to the log, and faults to the Catch nodes of all that use it. */
export function reportTo(
    node: WmwConfigNode,
    givenUp: Pick<GivenUpReports, "tell">,
): (report: Report) => void {
    return (report) => {
        switch (report.type) {
            case "opened":
                node.log("connected");
                return;
            case "fault":
            case "refusal":
                node.error(new WmwError("WMW_NO_CONNECTION", report.message), {});
                return;
            case "queue":
                if (report.reason === undefined) node.log("the queue on disk works again");
                else node.error(new WmwError("WMW_QUEUE_FAILED", report.reason), {});
                return;
            case "damaged":
                node.error(new WmwError("WMW_QUEUE_FAILED", describeDamage(report.records)), {});
                return;
            case "lowRate":
                if (report.low) node.error(new WmwError("WMW_LOW_RATE", describeLowRate(report.low)), {});
                else node.log("there are enough uplinks again");
                return;
            case "givenUp":
                givenUp.tell(report.error, report.entry);
                return;
            case "downlinks":
                node.warn(DOWNLINK_WARNINGS[report.warning]);
                return;
            case "stopped":
                // By now the nodes that gave the documents are closed, and so are their Catch nodes.
                node.warn(
                    `WMW_STOPPED: closed with ${report.documents} documents that were not acknowledged`,
                );
                return;
            default:
                report satisfies never;
        }
    };
}

function describeLowRate({ uplinks, minimum }: LowRate): string {
    return `${uplinks} uplinks in the last hour, expected ${minimum} at least: look after the devices and their network`;
}

function describeDamage(records: number): string {
    return `the queue on disk is damaged: ${records} documents in it cannot be read and are lost`;
}
