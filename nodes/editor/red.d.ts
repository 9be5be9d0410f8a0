// What @types/node-red does not say, or says otherwise than the editor does, of the API that the dialogs use.

import type editorClient from "@node-red/editor-client";

/** What Node-RED tells a validator besides the value. */
export interface ValidatorOptions {
    /** The property's `label`, where it has one. */
    readonly label?: string;
}

/** Gives `true`, or the reason why not. Node-RED shows the reason only of a function with two parameters. */
export type Validator<Node> = (this: Node, value: unknown, options?: ValidatorOptions) => true | string;

/** A node as the editor knows it. Properties of an imported node may be absent, whatever their type says. */
export type EditorNode<Properties> = Properties & {
    readonly id: string;
    readonly type: string;
    readonly credentials?: Readonly<Record<string, unknown>>;
    /** Translates a key of the node's own catalogue, or of the one that stands before a colon. */
    _(key: string, values?: Record<string, string | number>): string;
};

interface Property<Value, Node> {
    readonly value: Value;
    /** How Node-RED calls the property where it tells what is wrong with it. */
    readonly label?: string;
    readonly required?: boolean;
    /** The type of the config node that the property points to. */
    readonly type?: string;
    readonly validate?: Validator<Node>;
}

interface Credential<Node> {
    readonly type: "text" | "password";
    readonly label?: string;
    readonly validate?: Validator<Node>;
}

interface NodeDefinition<Properties, Credentials extends string, Node = EditorNode<Properties>> {
    readonly category: string;
    readonly color?: string;
    readonly icon?: string;
    readonly align?: "left" | "right";
    readonly inputs?: 0 | 1;
    readonly outputs?: number;
    readonly defaults: { readonly [K in keyof Properties]: Property<Properties[K], Node> };
    readonly credentials?: Readonly<Record<Credentials, Credential<Node>>>;
    readonly paletteLabel?: (this: Node) => string;
    readonly label?: (this: Node) => string;
    readonly labelStyle?: (this: Node) => string;
    readonly inputLabels?: (this: Node) => string;
    readonly outputLabels?: (this: Node) => string;
    readonly oneditprepare?: (this: Node) => void;
    readonly oneditsave?: (this: Node) => void;
    readonly oneditcancel?: (this: Node) => void;
    readonly oneditdelete?: (this: Node) => void;
    /** When the type is there, and when it is taken away. */
    readonly onpaletteadd?: () => void;
    readonly onpaletteremove?: () => void;
}

/** A config node as `eachConfig` gives it, with the nodes that use it. */
export interface MonitoredConfig {
    readonly id: string;
    readonly type: string;
    readonly users: readonly { readonly id: string; readonly type: string; readonly z?: string }[];
}

interface Nodes extends Omit<
    editorClient.Nodes,
    "registerType" | "eachConfig" | "originalFlow" | "getWorkspaceOrder"
> {
    registerType<Properties, Credentials extends string = never>(
        type: string,
        definition: NodeDefinition<Properties, Credentials>,
    ): void;
    /** Stops where the callback gives false. */
    eachConfig(callback: (node: MonitoredConfig) => boolean): void;
    /** The ids of the flows, in the order of their tabs. */
    getWorkspaceOrder(): readonly string[];
    /** The nodes that the editor has last loaded from the server or deployed to it. */
    originalFlow(): readonly { readonly id: string }[] | null | undefined;
}

/** Not part of what Node-RED documents: it may be absent. */
interface Clipboard {
    /** Whether the browser let it. With an element, the message pops up beside that. */
    copyText?(value: string, element?: HTMLElement, message?: string): boolean;
}

interface Utils extends Omit<editorClient.Utils, "getNodeLabel"> {
    /** What a node is called on the canvas. */
    getNodeLabel(node: object, otherwise: string): string;
}

interface View extends Omit<editorClient.View, "importNodes"> {
    /** Adds nodes, to new flows where they bring such along. */
    importNodes(nodes: readonly object[], options: { readonly generateIds: boolean }): void;
}

interface Workspaces extends Omit<editorClient.Workspaces, "active"> {
    /** The id of the open flow; 0 where none is. */
    active(): string | 0;
}

declare global {
    const RED: Omit<editorClient.RED, "nodes" | "clipboard" | "utils" | "view" | "workspaces"> & {
        readonly nodes: Nodes;
        readonly clipboard?: Clipboard;
        readonly utils: Utils;
        readonly view: View;
        readonly workspaces: Workspaces;
    };
}
