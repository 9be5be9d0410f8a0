import should from "should";
import { textsOf } from "../support/locale-files";
import { registered, type NodeType } from "./built-node";

/** What the dialog of a node says of the value of a field, in a language. */
function reasonFor(type: NodeType, field: string, value: unknown, language: string): unknown {
    const translate = (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
        const [, owner = "", path = ""] = /^@wmw-nodes\/node-red-wmw\/([^:]+):(.*)$/.exec(key) ?? [];
        const text = textsOf(owner, language).get(path) ?? String(values.defaultValue);
        return text.replace(/__(\w+)__/g, (_found, name: string) => String(values[name]));
    };
    const { label, validate } = registered(type, translate).get(type)?.defaults[field] ?? {};
    return validate?.call({ operation: "create" }, value, label === undefined ? {} : { label });
}

describe("the reasons of the dialogs", () => {
    for (const [language, expected] of [
        ["en-US", "Base URL: expected https:// (http:// only to this machine)"],
        ["de", "Basis-URL: erwartet wird https:// (http:// nur zu diesem Rechner)"],
        ["fr", "URL de base\u00a0: https:// attendu (http:// uniquement vers cette machine)"],
        ["ja", "ベースURL: https:// で始めてください (http:// はこのマシン宛てに限ります)"],
    ] as const) {
        it(`speak ${language}`, () => {
            const reason = reasonFor("wmw-thingpark-api", "baseUrl", "http://a.example.com/api", language);
            should(reason).equal(expected);
        });
    }

    it("name each parameter that is not valid", () => {
        should(reasonFor("wmw-connections", "parameters", '{"downlinkPort":0,"brand":"WMW"}', "fr")).equal(
            "Paramètres\u00a0: parameters.downlinkPort\u00a0: nombre entier de 1 à 224 attendu\u00a0; " +
                "parameters.brand\u00a0: à omettre\u00a0: sa valeur est toujours la même",
        );
    });

    it("say the limits of a number", () => {
        should(reasonFor("wmw-config", "keepalive", "x", "fr")).match(
            /^Rester en vie\u00a0: nombre entier de \d+ à \d+ attendu$/,
        );
    });

    it("are none for what a variable holds", () => {
        should(reasonFor("wmw-connections", "parameters", "${PARAMETERS}", "fr")).equal(true);
    });
});
