import { type NodeAPI, type NodeDef } from "node-red";

/** The definition of a node, with options of its own as the bench writes them into the flow. */
export type BenchDef<Options> = NodeDef & { readonly options: Options };

/** Tells the bench something, on a line of the log. */
export function tellBench(topic: string, value: unknown = {}): void {
    console.log(`bench ${topic} ${JSON.stringify(value)}`);
}

/** Calls `action` once all nodes with these ids have shown a green status, and the flows have started. */
export function whenGreen(RED: NodeAPI, ids: readonly string[], action: () => void): void {
    const waiting = new Set(ids);
    const listener = (event: { id: string; status: { fill?: string } }): void => {
        if (event.status.fill === "green") waiting.delete(event.id);
        if (waiting.size > 0) return;
        RED.events.off("node-status", listener);
        setTimeout(action, 200);
    };
    RED.events.on("node-status", listener);
}
