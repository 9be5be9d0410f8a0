/** `npm run test:node-red-5`: the suites that meet Node-RED, on Node-RED 5; everything is built before. */
import { nodeRed5Suites } from "./node-red-5.mjs";
import { run } from "./run.mjs";

const { program, args, environment } = nodeRed5Suites();
run(program, args, environment);
