// The library: a wall of everything made, in rows of one height, pictures whole; a press opens one with all about it.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.library) return;
  const { el, button, setText } = Easel;

  Easel.library = (element, { server, props, emit }) => {
    Easel.mapTitles = props.map_titles;
    Easel.viewerUrl = props.viewer_url;
    const wall = el("div.e-wall");
    const nothing = el("p.e-nothing", { hidden: true });
    const end = el("div.e-wall-end");
    const tabs = Object.entries(props.kinds).map(([name, title]) =>
      el("button.e-tab", { type: "button", "aria-pressed": String(name === "all"), dataset: { kind: name }, onclick: () => choose(name) }, title));
    element.replaceChildren(el("section.e-library", { "aria-label": "Library" },
      el("div.e-tabs", { role: "group", "aria-label": "Show" }, tabs), nothing, wall, end));

    let kind = "all", items = [], files = 0, cursor = null, revision = null, loading = false;

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
      if (end.getBoundingClientRect().top < window.innerHeight + 600) loadMore();
    }

    function choose(name) {
      kind = name;
      for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.kind === name));
      items = []; files = 0; cursor = null; revision = null;
      wall.replaceChildren();
      refresh();
    }

    function draw() {
      nothing.hidden = items.length > 0;
      setText(nothing, kind === "all" ? "Nothing here yet. Everything you make is kept here with its settings."
        : `No ${props.kinds[kind].toLowerCase()} yet.`);
      Easel.reconcile(wall, items, { create, update: (node, item) => {
        const picture = node.querySelector("img");
        if (picture.getAttribute("src") !== item.thumb) picture.src = item.thumb;
      } });
    }

    function create(item) {
      const shape = item.width && item.height ? Math.min(3.2, Math.max(0.4, item.width / item.height)) : 1;
      const mark = item.kind === "material" ? "Material" : item.kind === "video" ? Easel.duration(item.duration_s ?? 0) : null;
      return el("button.e-wall-item", { type: "button", style: `--ratio: ${shape}`, "aria-label": item.alt, title: item.alt,
        onclick: () => open(item.id) },
        el("img", { src: item.thumb, alt: "", loading: "lazy", decoding: "async" }), mark && el("span.e-wall-mark", null, mark));
    }

    // One item over the page, with everything about it; arrows go on along the wall.
    async function open(id) {
      const close = () => dialog.close();
      const view = Easel.resultView({
        server,
        emit: {
          send: (data) => { close(); emit.send(data); },
          reuse: (data) => { close(); emit.reuse(data); },
          leave: close,
        },
        changed: async () => { await refresh(); if (view.job()) show(id); },
        opened: async (job) => { await refresh(); show(`job:${job.id}`); },
      });
      const step = (by) => () => {
        const place = items.findIndex((item) => item.id === id);
        const next = items[place + by];
        if (next) show(next.id);
        if (place + by > items.length - 8) loadMore();
      };
      const before = button("Newer", step(-1), "quiet"), after = button("Older", step(1), "quiet");
      const dialog = el("dialog.e-sheet", { "aria-label": "From the library" },
        el("div.e-sheet-top", null, before, after, button("Close", close, "quiet")), view.node);

      async function show(next) {
        // A version just made may stand on no part of the wall that is loaded.
        const item = items.find((one) => one.id === next) ?? (next.startsWith("job:") ? { job_id: next.slice(4) } : null);
        const job = item && (await Easel.call(server.job_shown, item.job_id));
        if (!job) return close();
        const outputs = item.asset_id ? job.outputs.filter((asset) => asset.id === item.asset_id) : job.outputs;
        if (!outputs.length) return close();
        id = next;
        view.show({ ...job, outputs, zip: item.asset_id ? null : job.zip });
        view.openDetails();
        const place = items.indexOf(item);
        before.disabled = place <= 0;
        after.disabled = place < 0 || (place === items.length - 1 && !cursor);
      }

      dialog.addEventListener("keydown", (event) => {
        if (event.target.matches("video, select, input") || event.target.closest("easel-material-viewer")) return;
        if (event.key === "ArrowLeft") step(-1)();
        if (event.key === "ArrowRight") step(1)();
      });
      dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
      dialog.addEventListener("close", () => { view.dispose(); dialog.remove(); });
      await show(id);
      if (!view.job()) return;
      document.body.append(dialog);
      dialog.showModal();
    }

    const refresh = Easel.keepPolling(element, poll);
    new IntersectionObserver((seen) => { if (seen[0].isIntersecting) loadMore(); }, { rootMargin: "600px" }).observe(end);
  };
})();
