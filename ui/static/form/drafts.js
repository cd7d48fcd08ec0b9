// Drafts: what was typed into a form is kept in this browser at once, and by the server a moment later, so that another
// browser or address of the same person goes on with it. Whichever was typed last wins.
(() => {
  const PREFIX = 'easel.draft.';
  const OWNER = 'easel.drafts-of';
  const HERE_MS = 250;
  const THERE_MS = 1500;
  const unwritten = new Set();
  const unsent = new Set();
  let server = null;
  let known = false;  // whose drafts these are
  let here = null;
  let there = null;

  const write = () => {
    clearTimeout(here);
    for (const panel of unwritten) {
      try { localStorage.setItem(PREFIX + panel.name, JSON.stringify(panel.draft)); } catch { /* private mode */ }
    }
    unwritten.clear();
  };

  const send = () => {
    clearTimeout(there);
    if (!known) return;
    for (const panel of unsent) {
      const { at_ms, ...values } = panel.draft;
      server.draft_keep({ form: panel.name, values, at_ms }).catch(() => unsent.add(panel));  // at the next change
    }
    unsent.clear();
  };

  EaselForm.drafts = {
    read(name) {
      try { return JSON.parse(localStorage.getItem(PREFIX + name)) || {}; } catch { return {}; }
    },
    changed(panel) {
      panel.draft.at_ms = Math.max(Date.now(), (panel.draft.at_ms ?? 0) + 1);  // also after the clock was set back
      unwritten.add(panel);
      unsent.add(panel);
      clearTimeout(here);
      clearTimeout(there);
      here = setTimeout(write, HERE_MS);
      there = setTimeout(send, THERE_MS);
    },
  };
  window.addEventListener('pagehide', write);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) { write(); send(); } else if (server) pull().catch(() => {});
  });

  // Take over what was typed elsewhere since.
  async function pull() {
    const { who, drafts } = await server.drafts_kept(null);
    if (isSomebodyElses(who)) { location.reload(); return; }
    for (const [name, { values, at_ms }] of Object.entries(drafts)) {
      const panel = EaselForm.panel(name);
      if (at_ms <= (panel.draft.at_ms ?? 0)) continue;
      panel.draft = values;
      panel.show(EaselForm.copy(values));
      panel.draft.at_ms = at_ms;
      unwritten.add(panel);
      unsent.delete(panel);
    }
    write();
    for (const panel of EaselForm.panels()) if ((panel.draft.at_ms ?? 0) > (drafts[panel.name]?.at_ms ?? 0)) unsent.add(panel);
    known = true;
    send();
  }

  // What this browser drafted is one person's. When somebody else comes to it, it is dropped and the page begins anew.
  function isSomebodyElses(who) {
    try {
      const before = localStorage.getItem(OWNER);
      localStorage.setItem(OWNER, who);
      if (before === null || before === who) return false;
      for (const panel of EaselForm.panels()) panel.draft = {};
      for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
      return true;
    } catch { return false; }
  }

  EaselForm.keepDrafts = (functions) => {
    server = functions.server;
    return pull();
  };
})();
