// @ts-check
// Takes over what was typed elsewhere since, when the page opens and whenever it is looked at again.
import { copy } from "../kit/values.js";
import { draftCame, draftIsNewer, dropDrafts, sendDrafts, sendDraftsBy, writeDrafts } from "./drafts.js";
import { allPanels, panelOf } from "./panel.js";

const OWNER = "easel.drafts-of";

/** @import { Server } from "../views.d.ts" */

/** @param {{server: Server}} tools */
export async function keepDrafts({ server }) {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) pull(server).catch(() => {});
  });
  await pull(server);
}

/** @param {Server} server */
async function pull(server) {
  const { who, drafts } = await server.drafts_kept(null);
  if (isSomebodyElses(who)) {
    location.reload();
    return;
  }
  for (const [name, { values, at_ms }] of Object.entries(drafts)) {
    const panel = panelOf(name);
    if (at_ms <= (panel.draft.at_ms ?? 0)) continue;
    panel.draft = values;
    panel.show(copy(values));
    panel.draft.at_ms = at_ms;
    draftCame(panel);
  }
  writeDrafts();
  for (const panel of allPanels()) if ((panel.draft.at_ms ?? 0) > (drafts[panel.name]?.at_ms ?? 0)) draftIsNewer(panel);
  sendDraftsBy((panel) => {
    const { at_ms, ...values } = panel.draft;
    return server.draft_keep({ form: panel.name, values, at_ms });
  });
  sendDrafts();
}

/**
 * What this browser drafted is one person's. When somebody else comes to it, it is dropped and the page begins anew.
 * @param {string} who
 */
function isSomebodyElses(who) {
  try {
    const before = localStorage.getItem(OWNER);
    localStorage.setItem(OWNER, who);
    if (before === null || before === who) return false;
    for (const panel of allPanels()) panel.draft = {};
    dropDrafts();
    return true;
  } catch {
    return false;
  }
}
