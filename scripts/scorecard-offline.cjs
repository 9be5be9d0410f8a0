/**
 * Preloaded into `node-red-dev`: nothing is asked of the network. What it would ask a registry about Node-RED and
 * about the dependencies is answered with what is installed, as the file says that WMW_SCORECARD_INSTALLED names;
 * no package is newer than that, and the Flow Library's catalogue is empty.
 */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");

const { nodeRed, dependencies } = JSON.parse(readFileSync(process.env.WMW_SCORECARD_INSTALLED, "utf8"));
const toolRequire = createRequire(process.argv[1]);

const ANSWERS = {
    "https://catalogue.nodered.org/catalogue.json": { modules: [] },
    "https://registry.npmjs.org/node-red": nodeRed,
};

toolRequire("axios").get = async (url) => {
    if (!Object.hasOwn(ANSWERS, url)) throw new Error(`${url} is not known offline`);
    return { data: ANSWERS[url] };
};

// The tool asks for the tree of the first dependency only: it is told of all.
toolRequire("npm-remote-ls").ls = (_name, _version, _flat, take) => take(dependencies);

toolRequire("npm-check");
toolRequire.cache[toolRequire.resolve("npm-check")].exports = async () => new Map([["packages", []]]);
