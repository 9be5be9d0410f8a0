import { type NodeAPI } from "node-red";
import { jsonPost } from "./json-post";
import { ownOrigin } from "./own-origin";

/** Answers a request that was let in. */
type Handler = ReturnType<NodeAPI["auth"]["needsPermission"]>;

// docs/security.md says who is let in, and why.

/** Offers `GET path` to the editor of those who have the permission. */
export function offerGet(RED: NodeAPI, path: string, permission: string, handler: Handler): void {
    RED.httpAdmin.get(path, RED.auth.needsPermission(permission), ownOrigin, handler);
}

/** Offers `POST path`, with JSON, to the editor of those who may deploy. */
export function offerPost(RED: NodeAPI, path: string, handler: Handler): void {
    RED.httpAdmin.post(path, RED.auth.needsPermission("flows.write"), ownOrigin, jsonPost, handler);
}
