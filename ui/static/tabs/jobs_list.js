// @ts-check
// The jobs tab: one row per job, changed in place; and the count of running jobs in the header.

import { button, el, reconcile, setText } from "../kit/dom.js";
import { openTab } from "../kit/gradio_dom.js";
import { t } from "../kit/language.js";
import { everySecond, keepPolling } from "../kit/poll.js";
import { serverNow } from "../results/job_time.js";
import { jobRow, updateRow } from "./job_row.js";

/** @import { JobListRow, Server } from "../views.d.ts" */
/** @import { Emit, Row } from "./job_row.js" */
/** @typedef {"all" | "running" | "failed"} Filter */

/** @type {Record<Filter, [string, (job: JobListRow) => boolean]>} */
const FILTERS = {
  all: [t("All"), () => true],
  running: [t("Running"), (job) => !job.final],
  failed: [t("Failed"), (job) => ["failed", "unknown"].includes(job.state)],
};
/** @type {Record<Filter, string>} */
const NOTHING = {
  all: t("Nothing has been made yet. Everything you generate is listed here while it runs, and afterwards."),
  running: t("Nothing is running."),
  failed: t("Nothing has failed."),
};
const PAGE = 50;

/**
 * @param {HTMLElement} element
 * @param {{server: Server, emit: Emit}} tools
 */
export const jobsList = (element, { server, emit }) => {
  const news = el("p.e-unseen", { "aria-live": "polite" });
  const rows = el("ul.e-job-rows");
  const nothing = el("p.e-nothing", { hidden: true });
  const more = button(t("Show older jobs"), () => {
    limit += PAGE;
    refresh();
  });
  more.hidden = true;
  const names = /** @type {Filter[]} */ (Object.keys(FILTERS));
  const tabs = names.map((name) =>
    el(
      "button.e-tab",
      { type: "button", "aria-pressed": String(name === "all"), onclick: () => choose(name) },
      FILTERS[name][0],
    ),
  );
  element.replaceChildren(
    el(
      "section.e-jobs",
      { "aria-label": t("Jobs") },
      el("div.e-tabs", { role: "group", "aria-label": t("Show") }, tabs),
      nothing,
      rows,
      more,
      news,
    ),
  );

  /** @type {string | null} */
  let revision = null;
  /** @type {JobListRow[]} */
  let jobs = [];
  /** @type {Filter} */
  let filter = "all";
  /** @type {Map<string, string>} */
  let known = new Map(); // state by id
  let limit = PAGE;

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

  /** @param {Filter} name */
  function choose(name) {
    filter = name;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(names[place] === name)));
    draw();
  }

  function draw() {
    const shown = jobs.filter(FILTERS[filter][1]);
    nothing.hidden = shown.length > 0;
    setText(nothing, NOTHING[filter]);
    reconcile(rows, shown, { create: (job) => jobRow(job, { server, emit, refresh }), update });
  }

  /**
   * @param {Row} row
   * @param {JobListRow} job
   */
  const update = (row, job) => updateRow(row, job, { server, refresh });

  const refresh = keepPolling(element, poll);
  everySecond(element, () => {
    for (const job of jobs) {
      const node = job.final ? null : rows.querySelector(`[data-id="${CSS.escape(job.id)}"]`);
      if (node) update(/** @type {Row} */ (node), job);
    }
  });
};

/**
 * @param {HTMLElement} element
 * @param {{server: Server}} tools
 */
export const jobsBadge = (element, { server }) => {
  const badge = el("button.e-jobs-badge", { type: "button", hidden: true, onclick: () => openTab("jobs") });
  // The place stays in the page while the badge is hidden, so that polling knows it is seen.
  const place = el("div.e-jobs-badge-place", { "aria-live": "polite" }, badge);
  element.replaceChildren(place);
  /** @type {string | null} */
  let revision = null;
  let running = 0;
  keepPolling(place, async () => {
    const answer = await server.badge_poll(revision);
    revision = answer.revision;
    running = answer.running ?? running;
    setText(badge, t("{running} running", { running }));
    badge.hidden = running === 0;
    return running > 0;
  });
};
