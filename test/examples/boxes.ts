import { type FlowNode } from "../../demo/user-directory";

/** Where something is on the canvas, in pixels. */
export interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
}

const HEIGHT = 30;
/** Characters of Node-RED's labels are about so wide, and an icon and its margins take so much. */
const CHARACTER = 7;
const ICON = 50;

/**
 * The place of a node, whose file says only its centre: its width is that of its label in the editor, roughly.
 * Of a group the file says all.
 */
export function boxOf({ type, x, y, w, h, name }: FlowNode): Box {
    if (type === "group") {
        return {
            left: Number(x),
            right: Number(x) + Number(w),
            top: Number(y),
            bottom: Number(y) + Number(h),
        };
    }
    const half = (String(name).length * CHARACTER + ICON) / 2;
    return {
        left: Number(x) - half,
        right: Number(x) + half,
        top: Number(y) - HEIGHT / 2,
        bottom: Number(y) + HEIGHT / 2,
    };
}

/** Whether two boxes share a place. */
export function overlap(one: Box, other: Box): boolean {
    return (
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
    );
}

/** Whether a box lies within another. */
export function contains(outer: Box, inner: Box): boolean {
    return (
        outer.left < inner.left &&
        inner.right < outer.right &&
        outer.top < inner.top &&
        inner.bottom < outer.bottom
    );
}
