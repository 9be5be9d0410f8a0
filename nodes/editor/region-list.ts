import { KNOWN_REGIONS, type Region } from "../lib/regions";

/** The regions to offer. */
export interface RegionList {
    readonly regions: readonly Region[];
    /** Whether the server has told them, with those of its settings: else one that is not among them may exist. */
    readonly complete: boolean;
}

let list: RegionList = { regions: KNOWN_REGIONS, complete: false };
let request: Promise<RegionList> | undefined;

/** The regions as far as they are known by now: those of the package until the server has answered. */
export function regionList(): RegionList {
    return list;
}

/** Asks the server for its regions, once per load of the editor; those of the package where it does not answer. */
export function loadRegionList(): Promise<RegionList> {
    request ??= fetchRegions().then((regions) => {
        if (regions) {
            list = { regions, complete: true };
            validateConnectionsAgain();
        }
        return list;
    });
    return request;
}

async function fetchRegions(): Promise<readonly Region[] | undefined> {
    try {
        const answer: unknown = await $.getJSON("wmw/regions");
        return isRegionsAnswer(answer) ? answer.regions : undefined;
    } catch {
        return undefined; // No permission, or no connection: the dialog works with what the package knows.
    }
}

function isRegionsAnswer(answer: unknown): answer is { regions: readonly Region[] } {
    return (
        typeof answer === "object" && answer !== null && "regions" in answer && Array.isArray(answer.regions)
    );
}

/** The connections that were loaded before the list was: only now can a region be called unknown. */
function validateConnectionsAgain(): void {
    RED.nodes.eachConfig((node) => {
        if (node.type === "wmw-config") {
            for (const each of [node, ...node.users]) RED.editor.validateNode(each);
        }
        return true;
    });
    RED.view.redraw();
}
