/**
 * Settings of a Node-RED that is started for a few questions: without those of its nodes that no example and no
 * test uses, and with the smaller of its two code editors. Both start in two thirds of the time.
 */
export const LIGHT_SETTINGS = {
    nodesExcludes: [
        "16-range.js",
        "80-template.js",
        "90-exec.js",
        "rbe.js",
        "22-websocket.js",
        "31-tcpin.js",
        "32-udp.js",
        "70-CSV.js",
        "70-HTML.js",
        "70-XML.js",
        "70-YAML.js",
        "17-split.js",
        "18-sort.js",
        "19-batch.js",
        "10-file.js",
        "23-watch.js",
    ],
    editorTheme: { tours: false, projects: { enabled: false }, codeEditor: { lib: "ace" } },
};
