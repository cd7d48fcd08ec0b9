// One job, large: its pictures, before and after, maps or video; or how far it is; or what went wrong.
// Used by the stage of every panel and by the library. show(job) changes only what is different.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { openMenu } from "../kit/menu.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { duration, sizeWords, when } from "../kit/words.js";
import { showJob } from "./chosen_job.js";
import { compare } from "./compare.js";
import { downloadButtons, oneDownload } from "./downloads.js";
import { jobActs } from "./job_acts.js";
import { elapsed, progress, timing } from "./job_time.js";
import { lightbox } from "./lightbox.js";
import { lineage, otherModel } from "./lineage.js";
import { material3d } from "./material_preview.js";
import { itemActions } from "./result_actions.js";

const phase = (job) => (!job.final ? "active" : job.outputs.length ? "done" : job.state);
const signature = (job) =>
  [
    job.id,
    phase(job),
    job.size_m,
    job.height_range_m,
    job.final && !job.outputs.length ? job.message : "",
    ...job.outputs.map((asset) => `${asset.id}:${asset.label}:${asset.certain}`),
  ].join("|");
// What can be shown: anything else is a file to download.
const shownOf = (job) => job.outputs.filter((asset) => asset.kind !== "file");
const ratio = (asset, fallback = 1) => (asset.width && asset.height ? asset.width / asset.height : fallback);

// mapTitles: map -> its name; makeDesk: what stands below a material where `server` can work on one; server: the component's server functions; emit: {send, reuse, leave}; changed(): something was deleted, stopped, renamed;
// opened(job): another version of a material is to be shown; beyond(by): goes on to the result before or after this one
// and returns what is shown then, or null.
export const resultView = ({ mapTitles, makeDesk, server, emit, changed, opened, beyond }) => {
  const media = el("div.e-media");
  const prompt = el("p.e-prompt");
  const said = el("p.e-said-line");
  const meta = el("p.e-meta");
  const badge = el("span.e-badge", { hidden: true }, t("Sandbox · nothing charged"));
  const actions = el("div.e-actions");
  const rows = el("div.e-rows"),
    kin = el("section.e-lineage", { "aria-label": t("Lineage"), hidden: true });
  const details = el(
    "details.e-details",
    { ontoggle: () => details.open && fillDetails() },
    el("summary", null, t("Details")),
    rows,
    kin,
  );
  const notes = el("p.e-quiet.e-made-notes", { hidden: true });
  const before = el("button.e-link", { type: "button", hidden: true, onclick: openBefore }, t("Version before"));
  const desk = server.material_report ? makeDesk({ mapTitles, server, emit, opened, changed }) : null;
  const node = el(
    "article.e-result",
    null,
    media,
    el(
      "div.e-result-foot",
      null,
      el("div.e-result-text", null, prompt, said, el("div.e-meta-row", null, meta, badge, before), notes),
      actions,
    ),
    desk?.node ?? "",
    details,
  );

  let job = null,
    shown = "",
    parts = {},
    current = 0,
    viewer = null;

  function show(next) {
    const other = job?.id !== next.id;
    const kin = other && job && (next.made_from === job.id || job.made_from === next.id);
    job = next;
    node.dataset.phase = phase(job);
    setText(prompt, job.prompt);
    prompt.hidden = !job.prompt;
    setText(said, job.said ?? "");
    said.hidden = !job.said;
    badge.hidden = !job.sandbox;
    before.hidden = !job.made_from;
    setText(notes, job.notes);
    notes.hidden = !job.notes;
    if (other) {
      details.open = false;
      current = 0;
    }
    if (other && !kin) dropViewer(); // versions of one material share the viewer, and how it was turned
    if (shown !== signature(job)) {
      shown = signature(job);
      parts = {};
      draw[phase(job)] ? draw[phase(job)]() : draw.failed();
      if (details.open) fillDetails();
    }
    desk?.show(job);
    tick();
  }

  function tick() {
    if (!job) return;
    const charged = job.sandbox ? null : job.charged;
    setText(
      meta,
      [
        job.model,
        job.vendor,
        job.final ? when(job.created_ms) : null,
        job.final && !job.made_here ? duration(elapsed(job)) : null,
        job.final ? charged : null,
        job.cost,
      ]
        .filter(Boolean)
        .join(" · "),
    );
    if (!parts.bar) return;
    parts.bar.show(progress(job));
    setText(parts.words, sentence(job.words));
    setText(parts.time, timing(job));
    setText(parts.message, job.note);
    parts.stop.disabled = job.stopping;
    setText(parts.stop, job.stopping ? t("Stopping") : t("Stop"));
  }

  const draw = {
    active() {
      parts.words = el("p.e-wait-words");
      parts.bar = progressBar(t("Progress"));
      parts.time = el("p.e-wait-time");
      parts.message = el("p.e-wait-message");
      parts.stop = button(t("Stop"), stop);
      media.className = "e-media e-panel-media";
      const faint = job.sources.find((source) => source.preview && source.kind === "image");
      media.replaceChildren(
        ...(faint ? [el("img.e-wait-source", { src: faint.preview, alt: "" })] : []),
        el("div.e-wait", null, parts.words, parts.bar, parts.time, parts.message, parts.stop),
      );
      actions.replaceChildren();
    },
    done() {
      const shown = shownOf(job),
        files = job.outputs.filter((asset) => asset.kind === "file");
      const kind = !shown.length
        ? "files"
        : job.capability === "pbr-material" && shown.length > 1
          ? "material"
          : shown[0].kind === "video"
            ? "video"
            : job.capability === "image-edit"
              ? "edit"
              : "pictures";
      media.className = `e-media e-${kind}`;
      drawDone[kind]?.();
      if (kind === "files") media.replaceChildren();
      if (files.length) media.append(el("ul.e-kept-files", { "aria-label": t("Files") }, files.map(fileCard)));
      if (kind !== "edit") drawActions();
    },
    succeeded() {
      media.className = "e-media e-panel-media";
      media.replaceChildren(
        el("div.e-notice", null, el("p", null, job.profile ? job.message : t("Everything made here was deleted."))),
      );
      actions.replaceChildren(job.made_here ? "" : reuseButton());
    },
    failed() {
      media.className = "e-media e-panel-media";
      const words =
        job.state === "unknown"
          ? t("This may have been charged")
          : job.state === "stopped"
            ? t("Stopped")
            : t("That did not work");
      media.replaceChildren(
        el(
          "div.e-notice",
          { dataset: { state: job.state } },
          el("h3", null, words),
          el("p", null, job.message),
          job.error &&
            job.error !== job.message &&
            el(
              "details.e-said",
              null,
              el("summary", null, t("What {vendor} said", { vendor: job.vendor })),
              el("p", null, job.error),
            ),
          el(
            "div.e-actions",
            null,
            jobActs(job, {
              server,
              changed,
              primary: job.state === "unknown" || job.unfetched ? "look_again" : "run_again",
            }),
            job.made_here ? null : reuseButton(),
          ),
        ),
      );
      actions.replaceChildren();
    },
  };

  const drawDone = {
    pictures() {
      const grid = el("div.e-pictures");
      grid.append(...shownOf(job).map((asset, place) => pictureCell(asset, place)));
      media.replaceChildren(grid);
      layOut(grid, shownOf(job));
    },
    edit() {
      const frame = el("div.e-edit-frame");
      const before = job.sources.filter((source) => source.kind === "image");
      let against = 0;
      const draw = () => {
        const asset = shownOf(job)[current];
        const source = before[against];
        frame.replaceChildren(
          source
            ? compare(
                { src: source.preview ?? source.url, alt: t("Before: {alt}", { alt: source.alt }) },
                { src: asset.preview, alt: t("After: {alt}", { alt: asset.alt }) },
                ratio(asset),
              )
            : el("img.e-alone", { src: asset.preview, alt: asset.alt }),
        );
        (source ? frame.firstChild : frame).append(button(t("Enlarge"), () => enlarge(current), "over"));
        drawActions(asset);
      };
      const tabs = (label, count, at, name, choose) =>
        count > 1 &&
        el(
          "div.e-tabs",
          { role: "group", "aria-label": label },
          el("span", { "aria-hidden": "true" }, label),
          Array.from({ length: count }, (_, place) =>
            el(
              "button.e-tab",
              {
                type: "button",
                "aria-pressed": String(place === at),
                onclick: (event) => {
                  for (const tab of event.currentTarget.parentElement.querySelectorAll("button"))
                    tab.setAttribute("aria-pressed", String(tab === event.currentTarget));
                  choose(place);
                  draw();
                },
              },
              name(place),
            ),
          ),
        );
      const count = shownOf(job).length;
      current = Math.min(current, count - 1);
      media.replaceChildren(
        frame,
        el(
          "div.e-tab-row",
          null,
          tabs(
            t("Result"),
            count,
            current,
            (place) => `${place + 1}`,
            (place) => (current = place),
          ) || null,
          tabs(
            t("Compare with"),
            before.length,
            0,
            (place) => t("Image {place}", { place: place + 1 }),
            (place) => (against = place),
          ) || null,
        ),
      );
      draw();
    },
    material() {
      // A corrected label gives the viewer that is there other maps; only another job gets a new one.
      viewer ??= el("div.e-viewer");
      const mine = viewer;
      const maps = el("ul.e-maps", { "aria-label": t("Maps") }, shownOf(job).map(mapTile));
      if (mine.parentNode === media) mine.nextSibling.replaceWith(maps);
      else media.replaceChildren(mine, maps);
      material3d(mine, job, { server, emit }).then(
        (mounted) => {
          if (mine === viewer) viewer.drop = () => mounted.dispose();
          else mounted.dispose();
        },
        () => mine.replaceChildren(el("p.e-quiet", null, t("The 3D preview could not be loaded. The maps are here."))),
      );
    },
    video() {
      const films = shownOf(job).map((asset, place) =>
        el(
          "div.e-film",
          { style: `--ratio: ${ratio(asset, 16 / 9)}` },
          el("video", {
            src: asset.original,
            poster: asset.preview,
            controls: true,
            playsinline: true,
            preload: place ? "none" : "metadata",
            "aria-label": asset.alt,
          }),
          button(
            t("Enlarge"),
            () => {
              for (const film of films) film.firstChild.pause();
              enlarge(place);
            },
            "over",
          ),
        ),
      );
      const video = films[0].firstChild;
      const loop = el(
        "button.e-button.e-button-quiet",
        {
          type: "button",
          "aria-pressed": "false",
          onclick: () => {
            video.loop = !video.loop;
            loop.setAttribute("aria-pressed", String(video.loop));
          },
        },
        t("Loop"),
      );
      media.replaceChildren(...films);
      parts.loop = loop;
    },
  };

  function dropViewer() {
    viewer?.drop?.();
    viewer = null;
  }

  // What was paid for and cannot be shown here.
  function fileCard(asset) {
    return el(
      "li.e-kept-file",
      null,
      el("img", { src: asset.thumb, alt: "", width: 96, height: 96 }),
      el(
        "div",
        null,
        el("p.e-kept-name", null, asset.name),
        el("p.e-quiet", null, `${asset.format} · ${sizeWords(asset.bytes)}`),
        el("p.e-quiet", null, t("Easel cannot show it. Download it and open it in another program.")),
        oneDownload(asset),
      ),
    );
  }

  function pictureCell(asset, place) {
    const [first] = asset.sends;
    return el(
      "figure.e-picture",
      { style: `--ratio: ${ratio(asset)}` },
      el(
        "button.e-picture-open",
        { type: "button", "aria-label": t("Enlarge: {alt}", { alt: asset.alt }), onclick: () => enlarge(place) },
        el("img", { src: asset.preview, alt: "", width: asset.width, height: asset.height }),
      ),
      job.outputs.length > 1 && el("figcaption", null, oneDownload(asset), first && button(...send(asset, first))),
    );
  }

  function mapTile(asset, place) {
    const name = asset.certain
      ? el(
          "span.e-map-name",
          null,
          asset.title ?? t("Unnamed"),
          asset.origin === "derived" && el("small", null, "derived"),
        )
      : el(
          "label.e-map-name",
          null,
          el(
            "span.e-guessed",
            {
              title:
                asset.origin === "loaded"
                  ? t("The name of its file does not tell which map it is")
                  : t("The vendor sent no name for this map"),
            },
            asset.label ? "guessed" : "unnamed",
          ),
          el(
            "select",
            { "aria-label": t("Which map is this?"), onchange: (event) => relabel(asset, event.target.value) },
            asset.label ? null : el("option", { value: "", selected: true, disabled: true }, t("Not known")),
            Object.entries(mapTitles).map(([value, title]) =>
              el("option", { value, selected: value === asset.label }, title),
            ),
          ),
        );
    return el(
      "li.e-map",
      null,
      el(
        "button.e-picture-open",
        { type: "button", "aria-label": t("Enlarge: {alt}", { alt: asset.alt }), onclick: () => enlarge(place) },
        el("img", { src: asset.thumb, alt: "", loading: "lazy" }),
      ),
      name,
    );
  }

  function drawActions(asset = job.outputs.length === 1 ? job.outputs[0] : null) {
    const sendable = asset ?? (job.capability === "pbr-material" ? job.outputs.find((one) => one.sends.length) : null);
    const ids = asset && job.outputs.length === 1 ? [asset.id] : job.outputs.map((one) => one.id);
    actions.replaceChildren(
      ...[
        job.unfetched > 0 && el("p.e-missing", null, job.message),
        ...(job.unfetched > 0 ? jobActs({ ...job, acts: ["look_again"] }, { server, changed }) : []),
        asset && downloadButtons(asset),
        job.zip &&
          downloadButtons(
            { download: job.zip, carrying: job.outputs.some((one) => one.carrying) && job.zip_carrying },
            job.capability === "pbr-material" ? t("Download ZIP") : t("Download all"),
          ),
        job.made_here ? null : goOn(asset),
        ...acts(asset, true).map(([title, run]) => button(title, run)),
        parts.loop,
        more([
          ...(sendable ? sends(sendable) : []),
          ...acts(asset, false),
          [ids.length > 1 ? t("Delete all") : t("Delete"), () => remove(ids)],
        ]),
      ].filter(Boolean),
    );
  }

  // What is done less often, behind one button. acts: [[title, function], …]
  function more(acts) {
    const open = button(t("More"), () => openMenu(open, acts), "quiet");
    open.setAttribute("aria-haspopup", "menu");
    return open;
  }

  const acts = (asset, first) =>
    itemActions
      .filter((action) => Boolean(action.first) === first && action.enabled?.(job, asset) !== false)
      .map((action) => [action.title, () => action.run(job, asset, { server, emit, changed, opened })]);

  const send = (asset, { to, title }, close) => [
    title,
    () => {
      close?.();
      emit.send({ asset_id: asset.id, to });
    },
  ];
  // A picture can become a material at a vendor, or on this machine: then its maps are derived, free of charge.
  const sends = (asset, close) =>
    asset.sends.flatMap((one) =>
      one.to === "pbr-material"
        ? [send(asset, one, close), [t("Derive a material, free"), () => derive(asset, close)]]
        : [send(asset, one, close)],
    );
  const reuseButton = (kind = "") => button(t("Use these settings again"), () => emit.reuse({ job_id: job.id }), kind);
  // The form is filled and nothing is sent: whoever pays presses Generate.
  const goOn = (asset) =>
    el(
      "span.e-carry.e-go-on",
      null,
      reuseButton(),
      button(t("Vary"), () => emit.reuse({ job_id: job.id, vary: true })),
      button(t("Same seed, other model"), () => otherModel({ server, job, asset, emit })),
    );

  function enlarge(place) {
    lightbox(
      shownOf(job),
      place,
      (asset, close) => [
        downloadButtons(asset),
        more([
          ...sends(asset, close),
          [
            t("Delete"),
            () => {
              close();
              remove([asset.id]);
            },
          ],
        ]),
      ],
      {
        favour: async (asset, on) => {
          if (!(await call(server.assets_favour, { ids: [asset.id], on }))) return false;
          changed();
          return true;
        },
        remove: (asset, close) => {
          close();
          remove([asset.id]);
        },
        beyond,
      },
    );
  }

  async function derive(asset, close) {
    const made = await call(server.picture_derive, asset.id);
    if (!made) return;
    close?.();
    emit.leave?.();
    showJob(made.capability, made.id);
  }

  async function openBefore() {
    const found = await call(server.job_shown, job.made_from);
    if (found) opened(found);
  }

  async function stop() {
    if (await call(server.job_stop, job.id)) changed();
  }

  async function remove(ids) {
    const deleted = await call(server.assets_delete, ids);
    if (!deleted) return;
    changed();
    toast(ids.length > 1 ? t("{ids} files deleted.", { ids: ids.length }) : t("Deleted."), async () => {
      if (await call(server.assets_restore, deleted.ids)) changed();
    });
  }

  async function relabel(asset, label) {
    if (await call(server.asset_relabel, { asset_id: asset.id, label })) changed();
  }

  async function fillDetails() {
    const of = job.id;
    const answer = await call(server.job_details, of);
    if (answer?.id !== job.id) return;
    const row = ({ label, text, ms, seconds, pictures }) =>
      el(
        "div",
        null,
        el("dt", null, label),
        el(
          "dd",
          null,
          pictures
            ? pictures.map((one) =>
                one.thumb ? el("img.e-row-picture", { src: one.thumb, alt: one.alt }) : el("span.e-url", null, one.url),
              )
            : (text ?? (ms ? when(ms) : duration(seconds))),
        ),
      );
    rows.replaceChildren(el("dl", null, answer.settings.map(row)), el("dl", null, answer.facts.map(row)));
    lineage(kin, { server, job, asset: job.outputs.length === 1 ? job.outputs[0] : null, go });
  }

  // To another job of the family: here where this view shows jobs of all kinds, else in its own panel.
  async function go({ job_id, asset_id }) {
    const found = await call(server.job_shown, job_id);
    if (!found) return;
    if (emit.leave || found.capability === job.capability) return void opened(found, asset_id);
    showJob(found.capability, found.id);
  }

  return {
    node,
    show,
    tick,
    job: () => job,
    openDetails: () => {
      details.open = true;
    },
    dispose: dropViewer,
  };
};

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);

// As many columns as make the pictures largest in the room there is.
function layOut(grid, assets) {
  const shape = ratio(assets[0]);
  const arrange = () => {
    // A single picture leaves the strip below in view; several may push it down.
    const gap = 12,
      width = grid.clientWidth;
    const height = Math.max(300, window.innerHeight - (assets.length > 1 ? 250 : 370));
    if (!width) return;
    let best = 1,
      side = 0;
    for (let columns = 1; columns <= assets.length; columns++) {
      const rows = Math.ceil(assets.length / columns);
      const possible = Math.min((width - gap * (columns - 1)) / columns, ((height - gap * (rows - 1)) / rows) * shape);
      if (possible > side + 1) {
        side = possible;
        best = columns;
      }
    }
    grid.style.setProperty("--columns", best);
    grid.style.setProperty("--side", `${Math.floor(side)}px`);
  };
  new ResizeObserver(arrange).observe(grid);
}
