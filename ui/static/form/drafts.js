// Drafts: what was typed into a form is kept in this browser at once, and by the server a moment later, so that another
// browser or address of the same person goes on with it. Whichever was typed last wins.
const PREFIX = "easel.draft.";
const HERE_MS = 250;
const THERE_MS = 1500;
const unwritten = new Set();
const unsent = new Set();
let send = null; // takes a panel's draft to the server, once it is known whose drafts these are
let here = null;
let there = null;

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

// sender(panel) resolves when the server has the draft.
export function sendDraftsBy(sender) {
  send = sender;
}

export function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) || {};
  } catch {
    return {};
  }
}

// The visitor changed this panel's draft.
export function draftChanged(panel) {
  panel.draft.at_ms = Math.max(Date.now(), (panel.draft.at_ms ?? 0) + 1); // also after the clock was set back
  unwritten.add(panel);
  unsent.add(panel);
  clearTimeout(here);
  clearTimeout(there);
  here = setTimeout(writeDrafts, HERE_MS);
  there = setTimeout(sendDrafts, THERE_MS);
}

// This panel's draft came from the server.
export function draftCame(panel) {
  unwritten.add(panel);
  unsent.delete(panel);
}

// This panel's draft is newer than the server's.
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
