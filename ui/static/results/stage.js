// The right-hand side of a panel: one job large, the recent ones as a strip below, three examples while there is none.

import { progressBar } from "../kit/bar.js";
import { el, reconcile, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { everySecond, keepPolling } from "../kit/poll.js";
import { duration } from "../kit/words.js";
import { takeWanted } from "./chosen_job.js";
import { elapsed, progress, serverNow } from "./job_time.js";
import { resultView } from "./result_view.js";

// makeDesk: see a result view.
export const stage = (element, { server, props, emit, makeDesk }) => {
  const view = resultView({
    mapTitles: props.map_titles,
    makeDesk,
    server,
    emit,
    changed: () => refresh(),
    opened: open,
  });
  const strip = el("div.e-strip", { role: "group", "aria-label": t("Recent") });
  const news = el("p.e-unseen", { "aria-live": "polite" });
  const empty = emptyState(props, emit);
  const full = el("div.e-stage-full", { hidden: true }, view.node, strip);
  const root = el("section.e-stage", { "aria-label": t("Results") }, empty, full, news);
  element.replaceChildren(root);

  let revision = null,
    active = false,
    jobs = [],
    chosen = null,
    follow = true,
    announced = "",
    opened = null;

  async function poll() {
    const answer = await server.stage_poll(revision);
    serverNow(answer.now_ms);
    if (answer.jobs) {
      revision = answer.revision;
      active = answer.active;
      if (opened) opened = await stillThere(opened.id, answer.jobs);
      jobs = answer.jobs.filter(usable);
      draw();
    }
    return active;
  }

  function draw() {
    const wanted = takeWanted(props.capability);
    if (wanted && jobs.some((job) => job.id === wanted)) {
      chosen = wanted;
      follow = false;
    } else if (wanted)
      server.job_shown(wanted).then(
        (job) => {
          if (!job.sentence) open(job, false);
        },
        () => {},
      );
    const known = () => jobs.find((one) => one.id === chosen) ?? (opened?.id === chosen ? opened : null);
    if (follow || !known()) chosen = newest()?.id ?? null;
    const job = known();
    empty.hidden = Boolean(job);
    full.hidden = !job;
    if (job) {
      view.show(job);
      announce(job);
    }
    strip.hidden = jobs.length < 2;
    reconcile(strip, jobs, { create: tile, update: updateTile });
  }

  // The opened version as it is now; null when it is among the jobs, or gone.
  async function stillThere(id, among) {
    if (among.some((job) => job.id === id)) return null;
    const job = await server.job_shown(id);
    return !job.sentence && usable(job) ? job : null;
  }

  // Work on a material is told beside it; its result is shown when it is there.
  function newest() {
    const first = jobs.find((job) => !job.made_here || job.state === "succeeded") ?? jobs[0];
    return opened && opened.created_ms > (first?.created_ms ?? 0) ? opened : first;
  }

  // Shows a version, which may be older than the strip goes back, or newer than it knows.
  // What was asked for stays until something else is; work under way is not followed either.
  function open(job, mayFollow = job.final) {
    opened = job;
    chosen = job.id;
    follow = mayFollow && newest()?.id === chosen;
    draw();
    refresh();
  }

  function announce(job) {
    const text = job.final ? `${job.words}: ${job.prompt.slice(0, 80)}` : job.words.replace(/,.*/, "");
    if (announced && announced !== job.id + text) setText(news, text);
    announced = job.id + text;
  }

  function tile() {
    const picture = el("span.e-tile-picture");
    const bar = progressBar(t("Progress"));
    const node = el(
      "button.e-tile",
      { type: "button", onclick: () => choose(node.dataset.id) },
      picture,
      el("span.e-tile-words"),
      el("span.e-tile-prompt"),
      bar,
    );
    node.bar = bar;
    return node;
  }

  function updateTile(node, job) {
    const [picture, words, prompt] = node.children;
    const asset = job.outputs.find((one) => one.label === "basecolor") ?? job.outputs[0];
    const src = asset?.thumb ?? "";
    if ((picture.firstChild?.getAttribute("src") ?? "") !== src)
      picture.replaceChildren(...(src ? [el("img", { src, alt: "", loading: "lazy" })] : []));
    node.dataset.state = job.final ? job.state : "active";
    node.bar.hidden = job.final;
    node.bar.show(progress(job));
    const many = job.outputs.length > 1 && job.capability !== "pbr-material" ? `${job.outputs.length}` : "";
    const state = { failed: "failed", stopped: "stopped", unknown: "unclear" }[job.state];
    setText(words, !job.final ? duration(elapsed(job)) : asset ? many : state);
    words.hidden = !words.textContent;
    setText(prompt, asset ? "" : job.prompt.slice(0, 60));
    node.setAttribute("aria-label", `${job.words}: ${job.prompt || job.model}`);
    node.title = job.prompt;
    if (job.id === chosen) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }

  function choose(id) {
    chosen = id;
    follow = id === newest()?.id;
    draw();
  }

  const refresh = keepPolling(element, poll);
  everySecond(element, () => {
    if (!active) return;
    view.tick();
    for (const job of jobs) if (!job.final) updateTile(strip.querySelector(`[data-id="${CSS.escape(job.id)}"]`), job);
  });
  listen(element, "easel:kick", () => {
    if (element.checkVisibility()) follow = true;
  });
  listen(element, "easel:select", (event) => {
    if (event.detail.capability === props.capability) {
      if (jobs.length) draw();
      refresh();
    }
  });
};

const usable = (job) => job.state !== "succeeded" || job.outputs.length > 0;

// A window listener that goes when its element has gone.
function listen(element, name, act) {
  const heard = (event) => (element.isConnected ? act(event) : window.removeEventListener(name, heard));
  window.addEventListener(name, heard);
}

function emptyState({ teach, examples }, emit) {
  return el(
    "div.e-empty",
    null,
    el("p.e-empty-teach", null, teach),
    el(
      "div.e-examples",
      null,
      examples.map((example, index) =>
        el(
          "button.e-example",
          { type: "button", onclick: () => emit.example({ index }) },
          example.thumbnail && el("img", { src: example.thumbnail, alt: "" }),
          el("strong", null, example.title),
          el("span", null, example.prompt),
        ),
      ),
    ),
  );
}
