// The library: everything made, found by words and filters, marked, selected, deleted and brought back.
import { askPlainly } from "../kit/dialog.js";
import { button, el, setText } from "../kit/dom.js";
import { keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { libraryCards } from "./library_cards.js";
import { libraryFinder } from "./library_finder.js";
import { tagSelection } from "./library_marks.js";
import { librarySheet } from "./library_sheet.js";
import { libraryTake, packSelection } from "./library_take.js";
import { selectionBar, selectionOf } from "./selection.js";
import { pictureWall } from "./wall.js";

export const libraryTab = (element, { server, props, emit, makeDesk }) => {
  let items = [],
    files = 0,
    cursor = null,
    revision = null,
    loading = false,
    asked = "",
    before = "all";

  const selection = selectionOf({
    items: () => items,
    changed: () => {
      wall.mind();
      bar.draw();
      setText(pick, selection.active() ? "Done" : "Select");
    },
  });
  const wall = pictureWall({ selection, open, near: () => loadMore(), keys: pressed });
  const cards = libraryCards({ server, emit, changed: () => refresh(), near: () => loadMore() });
  const finder = libraryFinder({ server, kinds: props.kinds, panels: props.panels, changed: restart });
  const inBin = () => finder.kind() === "bin";
  const take = libraryTake({ server, import_url: props.import_url, wanted: finder.wanted, changed: () => refresh() });
  const actions = [
    ...packSelection,
    { title: "Favourite", run: favour },
    { title: "Tag", run: (these) => tagSelection(these, { server, changed: () => refresh() }) },
    { title: "Delete", run: remove },
  ];
  const binActions = [
    { title: "Restore", run: restore },
    { title: "Delete for good", run: empty },
  ];
  const bar = selectionBar({
    selection,
    actions: () => (inBin() ? binActions : actions),
    own: inBin,
    context: { server, emit },
  });
  const pick = button("Select", () => (selection.active() ? selection.clear() : selection.pick(true)), "quiet");
  const emptyAll = button("Empty the bin", () => empty(null));
  const about = el(
    "div.e-bin-line",
    { hidden: true },
    el("p", null, "Deleted files stay here for 30 days, then they are gone."),
    emptyAll,
  );
  const nothing = el("div.e-nothing", { hidden: true }, el("p"), button("Clear filters", finder.clear));
  element.replaceChildren(
    el(
      "section.e-library",
      { "aria-label": "Library" },
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

  // What changed meanwhile: the part of the wall that is loaded is fetched again and changed in place.
  async function poll() {
    if (loading) return false;
    const wanted = finder.wanted(),
      key = JSON.stringify(wanted);
    const answer = await server.library_page({ ...wanted, revision, limit: Math.min(300, Math.max(60, files)) });
    if (key !== JSON.stringify(finder.wanted())) return false;
    if (answer.sentence) {
      toast(answer.sentence);
      items = [];
      cursor = null;
      draw();
      return false;
    }
    if (!answer.items) return false;
    const fresh = new Set(answer.items.map((item) => item.id));
    // The links of the rest may have grown old with the period that a revision names; it is fetched anew.
    const aged = revision && answer.revision && period(revision) !== period(answer.revision);
    const older =
      key === asked && !aged && files > answer.count
        ? items.slice(answer.items.length).filter((item) => !fresh.has(item.id))
        : [];
    asked = key;
    revision = answer.revision;
    items = [...answer.items, ...older];
    if (!older.length) {
      cursor = answer.next;
      files = answer.count;
    }
    draw();
    return revision === "";
  }

  const period = (of) => of.split(":").slice(0, 2).join(":");

  async function loadMore() {
    if (loading || !cursor) return;
    loading = true;
    const wanted = finder.wanted(),
      key = JSON.stringify(wanted);
    const answer = await call(server.library_page, { ...wanted, before: cursor, limit: items.length > 600 ? 240 : 60 });
    loading = false;
    if (!answer?.items || key !== JSON.stringify(finder.wanted())) return;
    const known = new Set(items.map((item) => item.id));
    items = [...items, ...answer.items.filter((item) => !known.has(item.id))];
    files += answer.count;
    cursor = answer.next;
    draw();
  }

  function restart() {
    // What is in the bin, or failed, can't be selected together with the rest.
    if (finder.kind() !== before && [before, finder.kind()].some((kind) => kind === "bin" || kind === "failed"))
      selection.clear();
    before = finder.kind();
    files = 0;
    cursor = null;
    revision = null;
    refresh();
  }

  function draw() {
    const kind = finder.kind(),
      failed = kind === "failed";
    nothing.hidden = items.length > 0 || revision === null;
    nothing.lastChild.hidden = !finder.narrowed();
    setText(
      nothing.firstChild,
      finder.narrowed()
        ? "Nothing matches. Try fewer words or filters."
        : ({
            all: "Nothing here yet. Everything you make is kept here with its settings.",
            failed: "Nothing failed.",
            bin: "The bin is empty.",
          }[kind] ?? `No ${props.kinds[kind].toLowerCase()} yet.`),
    );
    about.hidden = !inBin() || !items.length;
    pick.hidden = failed || !items.length;
    wall.node.hidden = failed;
    cards.node.hidden = !failed;
    if (failed) {
      cards.show(items);
      wall.show([]);
      return;
    }
    cards.show([]);
    selection.renew(items);
    wall.show(items);
    bar.draw();
  }

  function open(id) {
    if (inBin()) return selection.press(id);
    return librarySheet(id, {
      mapTitles: props.map_titles,
      makeDesk,
      server,
      emit,
      refresh,
      remove,
      items: () => items,
      more: loadMore,
      ended: () => !cursor,
      focus: wall.focus,
    });
  }

  // Keys on a picture of the wall; true when one was meant for us.
  function pressed(event, id) {
    if (event.key === "Escape" && selection.active()) selection.clear();
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selection.all();
    else if (event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (event.key === "Delete" && !inBin()) remove(meant(id));
    else if (event.key.toLowerCase() === "f" && !inBin()) favour(meant(id));
    else return false;
    return true;
  }

  const meant = (id) => (selection.has(id) ? selection.list() : items.filter((item) => item.id === id));
  const idsOf = (these) => these.map((item) => item.id);

  function leave(ids) {
    const gone = new Set(ids);
    items = items.filter((item) => !gone.has(item.id));
    selection.drop(ids);
    draw();
    refresh();
  }

  // All of them become favourites, or none when all of them are.
  async function favour(these) {
    const on = !these.every((item) => item.favourite);
    if (!(await call(server.assets_favour, { ids: idsOf(these), on }))) return;
    const ids = new Set(idsOf(these));
    items = items.map((item) => (ids.has(item.id) ? { ...item, favourite: on } : item));
    draw();
    toast(
      these.length > 1
        ? `${these.length} ${on ? "are favourites now" : "are no favourites any more"}.`
        : on
          ? "A favourite now."
          : "No favourite any more.",
    );
    refresh();
  }

  // Returns whether they were deleted. They leave the wall at once; Undo brings them back.
  async function remove(these) {
    const answer = await call(server.assets_delete, idsOf(these));
    if (!answer) return false;
    leave(idsOf(these));
    toast(
      these.length > 1
        ? `${these.length} deleted. They stay in the bin for 30 days.`
        : "Deleted. It stays in the bin for 30 days.",
      async () => {
        if (await call(server.assets_restore, answer.ids)) refresh();
      },
    );
    return true;
  }

  async function restore(these) {
    if (!(await call(server.assets_restore, idsOf(these)))) return;
    leave(idsOf(these));
    toast(these.length > 1 ? `${these.length} are back in the library.` : "It is back in the library.");
  }

  function empty(these) {
    askPlainly({
      title: these ? `Delete ${these.length > 1 ? `${these.length} files` : "this file"} for good?` : "Empty the bin?",
      text: "They are removed from the disk now and cannot come back.",
      act: "Delete for good",
      done: async () => {
        const answer = await call(server.bin_empty, these && idsOf(these));
        if (!answer) return;
        leave(these ? idsOf(these) : idsOf(items));
        toast(answer.count === 1 ? "1 file is gone." : `${answer.count} files are gone.`);
      },
    });
  }

  const refresh = keepPolling(element, poll);
};
