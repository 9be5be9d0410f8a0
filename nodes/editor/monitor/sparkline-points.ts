/**
 * The points of a line through counts, as an SVG `polyline` wants them: from left to right, the highest count at
 * the top of the box and none at its bottom.
 */
export function sparklinePoints(
    counts: readonly number[],
    box: { readonly width: number; readonly height: number },
): string {
    const highest = Math.max(1, ...counts);
    const step = box.width / Math.max(1, counts.length - 1);
    return counts
        .map((count, index) => `${round(index * step)},${round(box.height * (1 - count / highest))}`)
        .join(" ");
}

function round(number: number): number {
    return Math.round(number * 10) / 10;
}
