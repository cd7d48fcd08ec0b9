// The library: a wall of everything made; a press opens one with all about it, several can be selected at once.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.library) return;
  const { el, button, setText } = Easel;

  Easel.library = (element, { server, props, emit }) => {
    Easel.mapTitles = props.map_titles;
    Easel.viewerUrl = props.viewer_url;
    let kind = "all", items = [], files = 0, cursor = null, revision = null, loading = false;

    const selection = Easel.selection({ items: () => items, changed: () => { wall.mind(); bar.draw(); setText(pick, selection.active() ? "Done" : "Select"); } });
    const wall = Easel.wall({ selection, open, near: () => loadMore(), keys: pressed });
    const actions = [{ title: "Delete", run: remove }];
    const bar = Easel.selectionBar({ selection, actions: () => actions, context: { server, emit } });
    const pick = button("Select", () => (selection.active() ? selection.clear() : selection.pick(true)), "quiet");
    const nothing = el("p.e-nothing", { hidden: true });
    const tabs = Object.entries(props.kinds).map(([name, title]) =>
      el("button.e-tab", { type: "button", "aria-pressed": String(name === "all"), dataset: { kind: name }, onclick: () => choose(name) }, title));
    element.replaceChildren(el("section.e-library", { "aria-label": "Library" },
      el("div.e-library-top", null, el("div.e-tabs", { role: "group", "aria-label": "Show" }, tabs), pick), nothing, wall.node, bar.node));

    // What changed meanwhile: the part of the wall that is loaded is fetched again and changed in place.
    async function poll() {
      if (loading) return false;
      const asked = kind;
      const answer = await server.library_page({ kind, revision, limit: Math.min(300, Math.max(60, files)) });
      if (asked !== kind || !answer.items) return false;
      revision = answer.revision;
      const fresh = new Set(answer.items.map((item) => item.id));
      const older = files > answer.count ? items.slice(answer.items.length).filter((item) => !fresh.has(item.id)) : [];
      items = [...answer.items, ...older];
      if (!older.length) { cursor = answer.next; files = answer.count; }
      draw();
      return false;
    }

    async function loadMore() {
      if (loading || !cursor) return;
      loading = true;
      const asked = kind;
      const answer = await Easel.call(server.library_page, { kind, before: cursor });
      loading = false;
      if (!answer?.items || asked !== kind) return;
      const known = new Set(items.map((item) => item.id));
      items = [...items, ...answer.items.filter((item) => !known.has(item.id))];
      files += answer.count;
      cursor = answer.next;
      draw();
    }

    function choose(name) {
      kind = name;
      for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.kind === name));
      items = []; files = 0; cursor = null; revision = null;
      draw();
      refresh();
    }

    function draw() {
      nothing.hidden = items.length > 0 || revision === null;
      setText(nothing, kind === "all" ? "Nothing here yet. Everything you make is kept here with its settings."
        : `No ${props.kinds[kind].toLowerCase()} yet.`);
      selection.renew(items);
      wall.show(items);
      bar.draw();
    }

    function open(id) {
      return Easel.librarySheet(id, {
        server, emit, refresh, remove, items: () => items, more: loadMore, ended: () => !cursor, focus: wall.focus,
      });
    }

    // Keys on a picture of the wall; true when one was meant for us.
    function pressed(event, id) {
      if (event.key === "Escape" && selection.active()) selection.clear();
      else if (event.key === "a" && (event.ctrlKey || event.metaKey)) selection.all();
      else if (event.key === "Delete") remove(meant(id));
      else return false;
      return true;
    }

    const meant = (id) => (selection.has(id) ? selection.list() : items.filter((item) => item.id === id));

    // Returns whether they were deleted. They leave the wall at once; Undo brings them back.
    async function remove(these) {
      const ids = these.map((item) => item.id);
      const answer = await Easel.call(server.assets_delete, ids);
      if (!answer) return false;
      const gone = new Set(ids);
      items = items.filter((item) => !gone.has(item.id));
      selection.drop(ids);
      draw();
      refresh();
      Easel.say(ids.length > 1 ? `${ids.length} deleted.` : "Deleted.", async () => {
        if (await Easel.call(server.assets_restore, answer.ids)) refresh();
      });
      return true;
    }

    const refresh = Easel.keepPolling(element, poll);
  };
})();
