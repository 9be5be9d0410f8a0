import should from "should";
import { ENGLISH, filesOf, helpOf, languagesOf, NAMESPACES, textsOf } from "./support/locale-files";

/** The languages beside English. */
const LANGUAGES = ["de", "fr", "ja"] as const;

type Language = (typeof LANGUAGES)[number];

/** How wide a status below a node may be, in Latin letters. */
const STATUS_WIDTH = 40;

/** Names and examples, which no language translates: the end of the key says which. */
const SAME_EVERYWHERE =
    /(type|wmw-monitor\.label|protocol\.\w+|step\.(tcp|tls)|label\.(tls|qos)|rssi|snr|fPort|fCount|kind\.join|reason\.\w+|download\.\w+|(format|source)\.(thingpark|tts|chirpstack)|chirpstack\.placeholder|any\.placeholder)$/;

/** Words that a language has in common with English, or that hold nothing to translate. */
const SAME_AS_ENGLISH: Readonly<Record<Language, readonly string[]>> = {
    de: [
        "Alarm",
        "Broker",
        "DevEUIs",
        "Format",
        "Name",
        "Operation",
        "Region",
        "Uplink",
        "Uplinks",
        "Version",
        "__id__: __name__ (__state__)",
    ],
    fr: [
        "Active",
        "Application",
        "Date",
        "Description",
        "Document",
        "Documents",
        "Format",
        "Notification",
        "Pause",
        "Source",
        "Uplink",
        "Uplinks",
        "Version",
        "__number__ document",
        "__number__ documents",
    ],
    ja: ["ThingPark API", "__id__: __name__ (__state__)", "my-app@my-tenant", "my-wmw-connection"],
};

const PLACEHOLDER = /__\w+__|\{\w+\}|<\w+>/g;

/** What stands in a text for something else, in an order of its own: each language has its own. */
function placeholders(text: string): string[] {
    return [...text.matchAll(PLACEHOLDER)].map(([found]) => found).sort();
}

interface HelpBlock {
    /** The opening tags of the block and of what is in it, but for those of code. */
    readonly tags: string[];
    /** What stands in code, in an order of its own. */
    readonly codes: string[];
    readonly words: string;
}

/** The headings, paragraphs, terms and definitions of a help text, in order. */
function blocksOf(help: string): HelpBlock[] {
    return help.split(/(?=<(?:script|h3|p|dl|dt|dd|ul|li)\b)/).flatMap((block) => {
        const tags = [...block.matchAll(/<(?!code)\w[^>]*>/g)].map(([tag]) => tag.replace(/\s+/g, " "));
        const codes = [...block.matchAll(/<code\s*>(.*?)<\/code\s*>/gs)].map(([, code = ""]) => code);
        const words = block.replace(/<code\s*>.*?<\/code\s*>|<[^>]*>/gs, "").trim();
        return tags.length === 0 ? [] : [{ tags, codes: codes.sort(), words }];
    });
}

/** How wide a text is, in Latin letters: those of Japanese take the place of two. */
function widthOf(text: string): number {
    return text.length + [...text.matchAll(/[\u2e80-\uffef]/g)].length;
}

/** Whether the text of this key is told below a node. */
function isStatus(key: string): boolean {
    return key.startsWith("status.");
}

for (const namespace of NAMESPACES) {
    describe(`the languages of ${namespace}`, () => {
        const english = textsOf(namespace, ENGLISH);
        const englishHelp = helpOf(namespace, ENGLISH);

        it("are the four that the package speaks, with the same files", () => {
            languagesOf(namespace).should.deepEqual([...LANGUAGES, ENGLISH].sort());
            for (const language of LANGUAGES)
                filesOf(namespace, language).should.deepEqual(filesOf(namespace, ENGLISH));
        });

        for (const language of LANGUAGES) {
            describe(language, () => {
                const texts = textsOf(namespace, language);
                const help = helpOf(namespace, language);

                it("has the same keys, in the same order", () => {
                    [...texts.keys()].should.deepEqual([...english.keys()]);
                });

                it("has the same placeholders in each text", () => {
                    for (const [key, text] of texts)
                        placeholders(text).should.deepEqual(placeholders(english.get(key) ?? ""), key);
                });

                it("leaves no text empty that has words in English", () => {
                    for (const [key, text] of texts)
                        (text.trim() === "").should.equal(english.get(key) === "", key);
                });

                it("leaves no text in English but names and words that both have", () => {
                    const untranslated = [...texts].filter(
                        ([key, text]) =>
                            text === english.get(key) &&
                            !SAME_EVERYWHERE.test(key) &&
                            !SAME_AS_ENGLISH[language].includes(text),
                    );
                    untranslated.should.deepEqual([]);
                });

                if (language === "fr") {
                    it("breaks no line before a mark that stands apart from its word", () => {
                        const marks = /[ \n]\u00a0?[:;!?»]|«[ \n]/;
                        [...texts.values(), help ?? ""]
                            .filter((text) => marks.test(text))
                            .should.deepEqual([]);
                    });
                }

                it("has statuses that fit below a node", () => {
                    const tooLong = [...texts]
                        .map(([key, text]) => [key, text.replace(PLACEHOLDER, "")] as const)
                        .filter(([key, text]) => isStatus(key) && widthOf(text) > STATUS_WIDTH);
                    tooLong.should.deepEqual([]);
                });

                if (englishHelp === undefined) return;

                it("has the same headings, lists and code in its help", () => {
                    const shape = ({ tags, codes }: HelpBlock): unknown => ({ tags, codes });
                    blocksOf(help ?? "")
                        .map(shape)
                        .should.deepEqual(blocksOf(englishHelp).map(shape));
                });

                it("leaves no sentence of its help in English", () => {
                    const sentences = new Set(
                        blocksOf(englishHelp)
                            .map(({ words }) => words)
                            .filter((words) => words.includes(" ")),
                    );
                    const same = blocksOf(help ?? "").filter(
                        ({ tags, words }) => tags[0]?.startsWith("<dt") !== true && sentences.has(words),
                    );
                    should(same.map(({ words }) => words)).deepEqual([]);
                });
            });
        }
    });
}
