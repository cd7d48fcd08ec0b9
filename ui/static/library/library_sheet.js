// @ts-check
// One item of the library over the page, with everything about it; arrows go on along the wall.

import { makeDialog, showDialog } from "../kit/dialog.js";
import { button, el, elementAt } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { resultView } from "../results/result_view.js";
import { libraryMarks } from "./library_marks.js";

/** @import { JobView, Server } from "../views.d.ts" */
/** @import { Item } from "./wall_cell.js" */

/**
 * @param {string} id
 * @param {object} of
 * @param {Record<string, string>} of.mapTitles
 * @param {unknown} of.makeDesk
 * @param {Server} of.server
 * @param {any} of.emit Gradio's events by name.
 * @param {() => Item[]} of.items The wall's.
 * @param {() => unknown} of.more Loads further ones.
 * @param {() => boolean} of.ended
 * @param {() => Promise<void>} of.refresh The wall looks again.
 * @param {(items: Item[]) => Promise<boolean>} of.remove True when deleted.
 * @param {(id: string) => void} of.focus
 */
export const librarySheet = async (
  id,
  { mapTitles, makeDesk, server, emit, items, more, ended, refresh, remove, focus },
) => {
  const close = () => dialog.close();
  const view = resultView({
    mapTitles,
    makeDesk,
    server,
    emit: {
      send: (/** @type {object} */ data) => {
        close();
        emit.send(data);
      },
      reuse: (/** @type {object} */ data) => {
        close();
        emit.reuse(data);
      },
      leave: close,
      model: emit.model,
    },
    beyond: (/** @type {number} */ by) => step(by)(),
    changed: async () => {
      await refresh();
      if (view.job()) show(id);
    },
    opened: async (/** @type {JobView} */ job, /** @type {string | null} */ asset_id = null) => {
      await refresh();
      const item = items().find(
        (one) => one.job_id === job.id && (!one.asset_id || job.outputs.length === 1 || one.asset_id === asset_id),
      );
      show(item?.id ?? `job:${job.id}`);
    },
  });
  const marks = libraryMarks({ server, changed: refresh });
  const find = () => items().find((item) => item.id === id);
  /** @param {number} by */
  const step = (by) => async () => {
    const place = items().findIndex((item) => item.id === id);
    const next = items()[place + by];
    if (place + by > items().length - 8) more();
    if (!next) return null;
    await show(next.id);
    return view.job().outputs;
  };
  const before = button(t("Newer"), step(-1), "quiet"),
    after = button(t("Older"), step(1), "quiet");
  const gone = () => {
    view.dispose();
    focus(id);
  };
  const dialog = makeDialog(
    ".e-sheet",
    { label: t("From the library"), closed: gone },
    el("div.e-sheet-top", null, before, after, button(t("Close"), close, "quiet")),
    view.node,
  );
  view.node.querySelector(".e-result-foot")?.after(marks.node);

  /** @param {string} next */
  async function show(next) {
    const item = items().find((one) => one.id === next);
    // A version just made may stand on no part of the wall that is loaded.
    const jobId = item?.job_id ?? (next.startsWith("job:") ? next.slice(4) : null);
    const job = jobId && (await call(server.job_shown, jobId));
    if (!job) return close();
    const outputs = item?.asset_id ? job.outputs.filter((asset) => asset.id === item.asset_id) : job.outputs;
    if (!outputs.length) return close();
    id = next;
    view.show({ ...job, outputs, zip: item?.asset_id ? null : job.zip });
    view.openDetails();
    marks.show(id);
    const place = item ? items().indexOf(item) : -1;
    before.disabled = place <= 0;
    after.disabled = place < 0 || (place === items().length - 1 && ended());
  }

  async function removeShown() {
    const item = find();
    if (!item) return;
    const place = items().indexOf(item),
      next = items()[place + 1] ?? items()[place - 1];
    if (await remove([item])) next ? show(next.id) : close();
  }

  /** @type {Map<string, () => unknown>} */
  const acts = new Map([
    ["ArrowLeft", step(-1)],
    ["ArrowRight", step(1)],
    [t("Delete"), removeShown],
    ["f", marks.favour],
  ]);
  dialog.addEventListener("keydown", (event) => {
    const at = elementAt(event.target);
    if (at?.matches("video, select, input, textarea") || at?.closest("easel-material-viewer, [role=menu]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts.get(event.key.length > 1 ? event.key : event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    act();
  });
  await show(id);
  if (!view.job()) return;
  showDialog(dialog);
};
