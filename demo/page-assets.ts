import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** A file of the platform's page, as a browser gets it. */
export interface PageAsset {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

const FOLDER = join(__dirname, "page");

const SOURCES = {
    "": { type: "text/html", read: () => readPageFile("index.html") },
    "page.css": { type: "text/css", read: () => readPageFile("page.css") },
    "page.js": { type: "text/javascript", read: bundle },
    "icon.svg": { type: "image/svg+xml", read: () => readPageFile("icon.svg") },
} as const;

export type PageAssetName = keyof typeof SOURCES;

/** The names of the assets, as they stand behind the address of the platform; "" is the page itself. */
export const PAGE_ASSET_NAMES = Object.keys(SOURCES) as PageAssetName[];

const SECURITY_HEADERS = {
    // What devices send is foreign data. The page puts it in as text; should it ever fail to, nothing of it runs
    // and nothing of it leaves.
    "Content-Security-Policy": [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
};

const assets = new Map<PageAssetName, PageAsset>();

/** An asset of the page; made when it is first asked for, since most platforms are started without a browser. */
export function pageAsset(name: PageAssetName): PageAsset {
    const known = assets.get(name);
    if (known) return known;
    const { type, read } = SOURCES[name];
    const headers = { "Content-Type": `${type}; charset=utf-8`, ...SECURITY_HEADERS };
    const asset = { headers, body: read() };
    assets.set(name, asset);
    return asset;
}

function readPageFile(name: string): string {
    return readFileSync(join(FOLDER, name), "utf8");
}

function bundle(): string {
    const { outputFiles } = buildSync({
        entryPoints: [join(FOLDER, "page.ts")],
        bundle: true,
        write: false,
        format: "esm",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
    });
    const [script] = outputFiles;
    if (!script) throw new Error("esbuild gave nothing for the page");
    return script.text;
}
