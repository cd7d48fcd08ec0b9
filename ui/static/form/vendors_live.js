// @ts-check
// Which vendors are live for this person, by name; those that are not are the sandbox. tabs/keys_tab.js writes it.
/** @type {Record<string, boolean>} */
export const vendorsLive = {};
