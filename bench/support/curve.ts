/** A figure that grows, or should not, with something. */
export interface Curve {
    /** The picture's file, without its extension. */
    readonly name: string;
    readonly title: string;
    readonly x: string;
    readonly y: string;
    readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 640;
const HEIGHT = 320;
const MARGIN = { left: 80, right: 24, top: 40, bottom: 52 };

/** The curve as an SVG: both axes in powers of ten, so that what is linear is a straight line, and what is constant too. */
export function svgOf({ title, x, y, points }: Curve): string {
    const across = axisOf(
        points.map(([value]) => value),
        MARGIN.left,
        WIDTH - MARGIN.right,
    );
    const upward = axisOf(
        points.map(([, value]) => value),
        HEIGHT - MARGIN.bottom,
        MARGIN.top,
    );
    const places = points.map(([a, b]) => [across.place(a), upward.place(b)] as const);
    const middle = (MARGIN.left + WIDTH - MARGIN.right) / 2;
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
        `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
        text(middle, 22, title, 'text-anchor="middle" font-size="15"'),
        ...across.ticks.flatMap((tick) => [
            line(across.place(tick), MARGIN.top, across.place(tick), HEIGHT - MARGIN.bottom),
            text(across.place(tick), HEIGHT - MARGIN.bottom + 18, label(tick), 'text-anchor="middle"'),
        ]),
        ...upward.ticks.flatMap((tick) => [
            line(MARGIN.left, upward.place(tick), WIDTH - MARGIN.right, upward.place(tick)),
            text(MARGIN.left - 8, upward.place(tick) + 4, label(tick), 'text-anchor="end"'),
        ]),
        text(middle, HEIGHT - 12, x, 'text-anchor="middle"'),
        text(16, MARGIN.top - 8, y, ""),
        `<polyline points="${places.map((place) => place.map(round).join(",")).join(" ")}" fill="none" stroke="#1f6feb" stroke-width="2"/>`,
        ...places.map(([a, b]) => `<circle cx="${round(a)}" cy="${round(b)}" r="4" fill="#1f6feb"/>`),
        "</svg>",
        "",
    ].join("\n");
}

export function markdownOf({ title, x, y, points }: Curve): string {
    const rows = points.map(
        ([a, b]) => `| ${label(a)} | ${b >= 100 ? label(Math.round(b)) : b.toFixed(1)} |`,
    );
    return [`**${title}**`, "", `| ${x} | ${y} |`, "|---|---|", ...rows, ""].join("\n");
}

/** From the power of ten at or below the least to the one at or above the most; what is not positive counts as the least. */
function axisOf(
    values: readonly number[],
    start: number,
    end: number,
): { place: (value: number) => number; ticks: number[] } {
    const positive = values.filter((value) => value > 0);
    const low = Math.floor(Math.log10(Math.min(...positive)));
    const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...positive))));
    const place = (value: number): number => {
        const exponent = value > 0 ? Math.log10(value) : low;
        return start + ((exponent - low) / (high - low)) * (end - start);
    };
    return { place, ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)) };
}

function text(x: number, y: number, content: string, attributes: string): string {
    return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${content}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
    return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="#ddd"/>`;
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}

function label(value: number): string {
    return value.toLocaleString("en");
}
