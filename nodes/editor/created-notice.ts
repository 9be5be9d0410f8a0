import { notify } from "./notify";
import { connectionsText } from "./thingpark-catalog";

const TOPIC = "wmw/connections-created";

/** Tells the user, as ThingPark's own page does, when a node has created connections. */
export function listenForCreated(): void {
    RED.comms.subscribe(TOPIC, onCreated);
}

/** Ends it. */
export function stopListeningForCreated(): void {
    RED.comms.unsubscribe(TOPIC, onCreated);
}

function onCreated(_topic: string, notice: unknown): void {
    if (typeof notice !== "object" || notice === null) return;
    const id: unknown = Reflect.get(notice, "node");
    const created = Number(Reflect.get(notice, "created"));
    const node = typeof id === "string" ? RED.nodes.node(id) : null;
    const name: unknown = node ? Reflect.get(node, "name") : undefined;
    const words = connectionsText(created === 1 ? "created.one" : "created.many", {
        node: typeof name === "string" && name !== "" ? name : connectionsText("type"),
        number: created,
    });
    notify(words, "success");
}
