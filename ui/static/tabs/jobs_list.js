// The jobs tab: one row per job, changed in place; and the count of running jobs in the header.
import { progressBar } from "../kit/bar.js";
import { button, el, reconcile, setText } from "../kit/dom.js";
import { openTab } from "../kit/gradio_dom.js";
import { everySecond, keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { duration, when } from "../kit/words.js";
import { showJob } from "../results/chosen_job.js";
import { jobActs } from "../results/job_acts.js";
import { elapsed, progress, serverNow, timing } from "../results/job_time.js";

const FILTERS = {
  all: ["All", () => true],
  running: ["Running", (job) => !job.final],
  failed: ["Failed", (job) => ["failed", "unknown"].includes(job.state)],
};
const NOTHING = {
  all: "Nothing has been made yet. Everything you generate is listed here while it runs, and afterwards.",
  running: "Nothing is running.",
  failed: "Nothing has failed.",
};
const PAGE = 50;

export const jobsList = (element, { server, emit }) => {
  const news = el("p.e-unseen", { "aria-live": "polite" });
  const rows = el("ul.e-job-rows");
  const nothing = el("p.e-nothing", { hidden: true });
  const more = button("Show older jobs", () => {
    limit += PAGE;
    refresh();
  });
  more.hidden = true;
  const tabs = Object.entries(FILTERS).map(([name, [title]]) =>
    el("button.e-tab", { type: "button", "aria-pressed": String(name === "all"), onclick: () => choose(name) }, title),
  );
  element.replaceChildren(
    el(
      "section.e-jobs",
      { "aria-label": "Jobs" },
      el("div.e-tabs", { role: "group", "aria-label": "Show" }, tabs),
      nothing,
      rows,
      more,
      news,
    ),
  );

  let revision = null,
    limit = PAGE,
    jobs = [],
    filter = "all",
    known = new Map();

  async function poll() {
    const answer = await server.jobs_poll({ revision, limit });
    serverNow(answer.now_ms);
    if (answer.jobs) {
      revision = answer.revision;
      jobs = answer.jobs;
      more.hidden = !answer.more;
      announce();
      draw();
    }
    return jobs.some((job) => !job.final);
  }

  function announce() {
    const changed = jobs.filter((job) => known.has(job.id) && known.get(job.id) !== job.state && job.final);
    if (changed.length) setText(news, changed.map((job) => `${job.words}: ${job.prompt.slice(0, 60)}`).join(". "));
    known = new Map(jobs.map((job) => [job.id, job.state]));
  }

  function choose(name) {
    filter = name;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(Object.keys(FILTERS)[place] === name)));
    draw();
  }

  function draw() {
    const shown = jobs.filter(FILTERS[filter][1]);
    nothing.hidden = shown.length > 0;
    setText(nothing, NOTHING[filter]);
    reconcile(rows, shown, { create, update });
  }

  function create(job) {
    const parts = {
      picture: el("span.e-job-picture"),
      prompt: el("span.e-job-prompt"),
      meta: el("span.e-job-meta"),
      words: el("strong.e-job-words"),
      time: el("span.e-job-time"),
      bar: progressBar("Progress"),
      note: el("p.e-job-note"),
      acts: el("span.e-job-recourse"),
      stop: button("Stop", () => call(server.job_stop, job.id).then(refresh)),
      open: button("Open", () => {
        showJob(job.capability, job.id);
        emit.open({ job_id: job.id, capability: job.capability });
      }),
    };
    const node = el(
      "li.e-job",
      null,
      parts.picture,
      el("div.e-job-what", null, parts.prompt, parts.meta, parts.note),
      el("div.e-job-how", null, parts.words, parts.time, parts.bar),
      el("div.e-job-acts", null, parts.acts, parts.stop, parts.open),
    );
    node.parts = parts;
    return node;
  }

  function update(node, job) {
    const { picture, prompt, meta, words, time, bar, note, acts, stop, open } = node.parts;
    node.dataset.state = job.final ? job.state : "active";
    if ((picture.firstChild?.getAttribute("src") ?? "") !== (job.thumb ?? ""))
      picture.replaceChildren(...(job.thumb ? [el("img", { src: job.thumb, alt: "", loading: "lazy" })] : []));
    setText(prompt, job.prompt || job.model);
    setText(meta, [job.panel, job.model, job.vendor, when(job.created_ms)].join(" · "));
    const wrong = job.final && job.state !== "succeeded";
    setText(note, wrong ? job.message : job.note);
    setText(words, job.words.charAt(0).toUpperCase() + job.words.slice(1));
    setText(
      time,
      job.final
        ? [duration(elapsed(job)), job.sandbox ? "sandbox, nothing charged" : job.charged.toLowerCase(), job.cost]
            .filter(Boolean)
            .join(" · ")
        : timing(job),
    );
    // Only where a result is missing; made anew only when something else may be done, so that focus stays.
    const missing = job.acts.includes("look_again");
    note.hidden = !note.textContent || (job.state === "succeeded" && !missing);
    const offered = job.state === "failed" || missing ? job.acts.join() : "";
    if (acts.dataset.offered !== offered) {
      acts.dataset.offered = offered;
      acts.replaceChildren(...(offered ? jobActs(job, { server, changed: refresh }) : []));
    }
    bar.hidden = job.final;
    bar.show(progress(job));
    stop.hidden = job.final;
    stop.disabled = job.stopping;
    stop.setAttribute("aria-label", `Stop: ${job.prompt.slice(0, 60)}`);
    open.setAttribute("aria-label", `Open: ${job.prompt.slice(0, 60)}`);
  }

  const refresh = keepPolling(element, poll);
  everySecond(element, () => {
    for (const job of jobs) {
      const node = job.final ? null : rows.querySelector(`[data-id="${CSS.escape(job.id)}"]`);
      if (node) update(node, job);
    }
  });
};

export const jobsBadge = (element, { server }) => {
  const badge = el("button.e-jobs-badge", { type: "button", hidden: true, onclick: () => openTab("jobs") });
  // The place stays in the page while the badge is hidden, so that polling knows it is seen.
  const place = el("div.e-jobs-badge-place", { "aria-live": "polite" }, badge);
  element.replaceChildren(place);
  let revision = null,
    running = 0;
  keepPolling(place, async () => {
    const answer = await server.badge_poll(revision);
    revision = answer.revision;
    running = answer.running ?? running;
    setText(badge, `${running} running`);
    badge.hidden = running === 0;
    return running > 0;
  });
};
