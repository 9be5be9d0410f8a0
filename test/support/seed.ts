/**
 * From it comes what tests draw by chance. In `npm test` it is always the same, so that a test that fails was broken
 * by a change; `npm run fuzz` takes another each time, and looks for what has been broken all along.
 */
export const SEED = Number(process.env.WMW_SEED ?? "1");
