// @ts-check
// Drafts: what was typed into a form is kept in this browser at once, and by the server a moment later, so that another
// browser or address of the same person goes on with it. Whichever was typed last wins.
const PREFIX = "easel.draft.";
const HERE_MS = 250;
const THERE_MS = 1500;
/** @import { Panel } from "./panel.js" */
/** @typedef {(panel: Panel) => Promise<unknown>} Sender Resolves when the server has the draft. */
/**
 * What was typed, by role, for a model, and when, in milliseconds since 1970. Each role's control knows its shape.
 * @typedef {{model?: string, at_ms?: number} & Record<string, any>} Draft
 */

/** @type {Set<Panel>} */
const unwritten = new Set();
/** @type {Set<Panel>} */
const unsent = new Set();
/** @type {Sender | null} */
let send = null; // once it is known whose drafts these are
/** @type {ReturnType<typeof setTimeout> | undefined} */
let here;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let there;

export function writeDrafts() {
  clearTimeout(here);
  for (const panel of unwritten) {
    try {
      localStorage.setItem(PREFIX + panel.name, JSON.stringify(panel.draft));
    } catch {
      /* private mode */
    }
  }
  unwritten.clear();
}

export function sendDrafts() {
  clearTimeout(there);
  if (!send) return;
  for (const panel of unsent) send(panel).catch(() => unsent.add(panel)); // at the next change
  unsent.clear();
}

/** @param {Sender} sender */
export function sendDraftsBy(sender) {
  send = sender;
}

/**
 * @param {string} name Of a panel.
 * @returns {Draft}
 */
export function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") || {};
  } catch {
    return {};
  }
}

/**
 * The visitor changed this panel's draft.
 * @param {Panel} panel
 */
export function draftChanged(panel) {
  panel.draft.at_ms = Math.max(Date.now(), (panel.draft.at_ms ?? 0) + 1); // also after the clock was set back
  unwritten.add(panel);
  unsent.add(panel);
  clearTimeout(here);
  clearTimeout(there);
  here = setTimeout(writeDrafts, HERE_MS);
  there = setTimeout(sendDrafts, THERE_MS);
}

/**
 * This panel's draft came from the server.
 * @param {Panel} panel
 */
export function draftCame(panel) {
  unwritten.add(panel);
  unsent.delete(panel);
}

/**
 * This panel's draft is newer than the server's.
 * @param {Panel} panel
 */
export function draftIsNewer(panel) {
  unsent.add(panel);
}

// Forgets every draft of this browser.
export function dropDrafts() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

window.addEventListener("pagehide", writeDrafts);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    writeDrafts();
    sendDrafts();
  }
});
