/**
 * Preloaded into a Node-RED it makes what the flow file held at the start come late: a second after it was read, when
 * the editor answers already.
 */
const fs = require("node:fs");
const { setTimeout } = require("node:timers");

const { readFile } = fs;

fs.readFile = (path, ...rest) => {
    if (!String(path).endsWith("flows.json")) return readFile(path, ...rest);
    fs.readFile = readFile;
    const answered = rest.pop();
    return readFile(path, ...rest, (...answer) => setTimeout(() => answered(...answer), 1_000));
};
