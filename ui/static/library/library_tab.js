// @ts-check
// The library: everything made, found by words and filters, marked, selected, deleted and brought back.

import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { keepPolling } from "../kit/poll.js";
import { libraryCards } from "./library_cards.js";
import { libraryFinder } from "./library_finder.js";
import { tagSelection } from "./library_marks.js";
import { libraryPages } from "./library_pages.js";
import { librarySheet } from "./library_sheet.js";
import { libraryTake, packSelection } from "./library_take.js";
import { selectionBar, selectionOf } from "./selection.js";
import { pictureWall } from "./wall.js";
import { wallActs } from "./wall_acts.js";

/** @import { JobView, Server } from "../views.d.ts" */
/** @import { SelectionAction } from "./selection.js" */
/** @import { Item } from "./wall_cell.js" */
/** @typedef {Record<string, string>} Titles By name. */

const NOTHING = new Map([
  ["all", t("Nothing here yet. Everything you make is kept here with its settings.")],
  ["failed", t("Nothing failed.")],
  ["bin", t("The bin is empty.")],
]);

/**
 * @param {HTMLElement} element
 * @param {object} tools
 * @param {Server} tools.server
 * @param {{kinds: Titles, panels: Titles, map_titles: Titles, import_url: string}} tools.props
 * @param {any} tools.emit Gradio's events by name.
 * @param {unknown} tools.makeDesk
 */
export const libraryTab = (element, { server, props, emit, makeDesk }) => {
  let before = "all";
  const selection = selectionOf({
    items: () => pages.items(),
    changed: () => {
      wall.mind();
      bar.draw();
      setText(pick, selection.active() ? t("Done") : t("Select"));
    },
  });
  const wall = pictureWall({ selection, open, near: () => pages.more(), keys: pressed });
  const cards = libraryCards({ server, emit, changed: () => refresh(), near: () => pages.more() });
  const finder = libraryFinder({ server, kinds: props.kinds, panels: props.panels, changed: restart });
  const pages = libraryPages({ server, wanted: finder.wanted, changed: draw });
  const inBin = () => finder.kind() === "bin";
  const take = libraryTake({ server, import_url: props.import_url, wanted: finder.wanted, changed: () => refresh() });
  const { favour, remove, restore, empty } = wallActs({
    server,
    items: pages.items,
    mark: (ids, on) => pages.mark((item) => (ids.has(item.id) ? { ...item, favourite: on } : item)),
    leave,
    refresh: () => refresh(),
  });
  /** @type {SelectionAction[]} */
  const actions = [
    ...packSelection,
    { title: t("Favourite"), run: favour },
    { title: t("Tag"), run: (these) => tagSelection(these, { server, changed: () => refresh() }) },
    { title: t("Delete"), run: remove },
  ];
  const binActions = [
    { title: t("Restore"), run: restore },
    { title: t("Delete for good"), run: empty },
  ];
  const bar = selectionBar({
    selection,
    actions: () => (inBin() ? binActions : actions),
    own: inBin,
    context: { server, emit },
  });
  const pick = button(t("Select"), () => (selection.active() ? selection.clear() : selection.pick(true)), "quiet");
  const about = binLine(() => empty(null));
  const why = el("p");
  const clear = button(t("Clear filters"), finder.clear);
  const nothing = el("div.e-nothing", { hidden: true }, why, clear);
  element.replaceChildren(
    el(
      "section.e-library",
      { "aria-label": t("Library") },
      el(
        "div.e-library-top",
        null,
        finder.node,
        el("div.e-library-row", null, finder.tabs, el("div.e-library-acts", null, pick, take.menu)),
      ),
      take.status,
      about,
      nothing,
      wall.node,
      bar.node,
      cards.node,
    ),
  );

  function restart() {
    // What is in the bin, or failed, can't be selected together with the rest.
    if (finder.kind() !== before && [before, finder.kind()].some((kind) => kind === "bin" || kind === "failed"))
      selection.clear();
    before = finder.kind();
    pages.restart();
    refresh();
  }

  function draw() {
    const kind = finder.kind(),
      failed = kind === "failed",
      items = pages.items();
    nothing.hidden = items.length > 0 || !pages.known();
    clear.hidden = !finder.narrowed();
    const none = NOTHING.get(kind) ?? t("No {kinds} yet.", { kinds: props.kinds[kind].toLowerCase() });
    setText(why, finder.narrowed() ? t("Nothing matches. Try fewer words or filters.") : none);
    about.hidden = !inBin() || !items.length;
    pick.hidden = failed || !items.length;
    wall.node.hidden = failed;
    cards.node.hidden = !failed;
    if (failed) {
      cards.show(/** @type {JobView[]} */ (/** @type {unknown} */ (items)));
      wall.show([]);
      return;
    }
    cards.show([]);
    selection.renew(items);
    wall.show(items);
    bar.draw();
  }

  /** @param {string} id */
  function open(id) {
    if (inBin()) return selection.press(id);
    return librarySheet(id, {
      mapTitles: props.map_titles,
      makeDesk,
      server,
      emit,
      refresh,
      remove,
      items: pages.items,
      more: pages.more,
      ended: pages.ended,
      focus: wall.focus,
    });
  }

  /**
   * Keys on a picture of the wall; true when one was meant for us.
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  function pressed(event, id) {
    if (event.key === "Escape" && selection.active()) selection.clear();
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selection.all();
    else if (event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === "Delete" && !inBin()) remove(meant(id));
    else if (event.key.toLowerCase() === "f" && !inBin()) favour(meant(id));
    else return false;
    return true;
  }

  /** @param {string} id */
  const meant = (id) => (selection.has(id) ? selection.list() : pages.items().filter((item) => item.id === id));

  /** @param {string[]} ids */
  function leave(ids) {
    pages.drop(ids);
    selection.drop(ids);
    draw();
    refresh();
  }

  const refresh = keepPolling(element, pages.poll);
};

/** @param {() => void} empty */
const binLine = (empty) =>
  el(
    "div.e-bin-line",
    { hidden: true },
    el("p", null, t("Deleted files stay here for 30 days, then they are gone.")),
    button(t("Empty the bin"), empty),
  );
