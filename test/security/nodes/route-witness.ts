import { type NodeAPI } from "node-red";

/** What Express keeps of something that was added to it; a middleware has no route. */
interface Layer {
    readonly name: string;
    readonly route?: { readonly path: unknown; readonly methods: Readonly<Record<string, boolean>> };
}

/** Tells what Node-RED's admin API consists of: `GET /route-witness` answers with a list like `GET /flows`. */
export = (RED: NodeAPI): void => {
    RED.httpAdmin.get("/route-witness", (_request, response) => {
        response.json(layersOf(RED.httpAdmin).flatMap(routesOf));
    });
    RED.nodes.registerType("route-witness", () => undefined);
};

function layersOf(app: object): readonly Layer[] {
    // Express 4 keeps the router here, and has a getter that throws where Express 5 keeps it.
    const router: unknown = Reflect.get(app, "_router") ?? Reflect.get(app, "router");
    return Reflect.get(router as object, "stack") as readonly Layer[];
}

function routesOf({ name, route }: Layer): readonly string[] {
    if (!route) return [`use ${name}`];
    const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
    return methods.map((method) => `${method.toUpperCase()} ${String(route.path)}`);
}
