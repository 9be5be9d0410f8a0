import { type NodeAPI } from "node-red";
import { offerMonitorEndpoints } from "./monitor-endpoints";

/** The server's part of the sidebar. */
export = (RED: NodeAPI): void => {
    offerMonitorEndpoints(RED);
};
