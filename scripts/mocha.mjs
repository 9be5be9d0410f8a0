/** `npm run mocha`: all tests. */
import { run } from "./run.mjs";
import { testFiles } from "./test-files.mjs";

run(process.execPath, ["node_modules/mocha/bin/mocha.js", ...testFiles()]);
