// @ts-check
import js from "@eslint/js";
import tseslint from "typescript-eslint";

const nodeRed = {
    group: ["node-red", "node-red/*", "@node-red/*", "@types/node-red"],
    message: "nodes/lib knows no Node-RED: hand in what is needed.",
};

export default tseslint.config(
    { ignores: ["dist/", "node_modules/", ".cache/"] },
    js.configs.recommended,
    {
        files: ["**/*.ts"],
        extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
        languageOptions: {
            parserOptions: {
                project: ["./tsconfig.json", "./tsconfig.editor.json"],
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/switch-exhaustiveness-check": [
                "error",
                { considerDefaultExhaustiveForUnions: true },
            ],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            // The code's own idiom is `interface` for shapes and `type` for unions.
            "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
        },
    },
    {
        files: ["nodes/**/*.ts"],
        ignores: ["nodes/lib/**"],
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    patterns: [
                        {
                            group: ["**/demo/*", "**/test/*", "**/scripts/*"],
                            message: "Nothing in the tree imports upward.",
                        },
                    ],
                },
            ],
        },
    },
    {
        files: ["nodes/lib/**/*.ts"],
        rules: {
            "no-restricted-imports": [
                "error",
                {
                    patterns: [
                        nodeRed,
                        {
                            group: ["**/wmw-*/*", "**/editor/*", "**/demo/*", "**/test/*", "**/scripts/*"],
                            message: "Nothing in the tree imports upward.",
                        },
                    ],
                },
            ],
        },
    },
    {
        files: ["nodes/lib/**/*.ts"],
        ignores: ["nodes/lib/connection/mqtt-link.ts"],
        rules: {
            "@typescript-eslint/no-restricted-imports": [
                "error",
                { paths: [{ name: "mqtt", message: "Only mqtt-link.ts talks to MQTT.js." }] },
            ],
        },
    },
    {
        files: ["scripts/**/*.mjs"],
        languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
    },
    {
        files: ["**/*.cjs"],
        languageOptions: {
            sourceType: "commonjs",
            globals: { require: "readonly", module: "writable", process: "readonly" },
        },
    },
);
