// @ts-check
// A row of the list of jobs, and what of it changes while the job runs.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { duration, when } from "../kit/words.js";
import { showJob } from "../results/chosen_job.js";
import { jobActs } from "../results/job_acts.js";
import { elapsed, progress, timing } from "../results/job_time.js";

/** @import { JobListRow, Server } from "../views.d.ts" */
/** @import { Bar } from "../kit/bar.js" */
/** @typedef {{open: (asked: {job_id: string, capability: string}) => void}} Emit */
/**
 * The parts of a row that change.
 * @typedef {object} Parts
 * @property {HTMLElement} picture
 * @property {HTMLElement} prompt
 * @property {HTMLElement} meta
 * @property {HTMLElement} words
 * @property {HTMLElement} time
 * @property {Bar} bar
 * @property {HTMLElement} note
 * @property {HTMLElement} acts
 * @property {HTMLButtonElement} stop
 * @property {HTMLButtonElement} open
 */
/** @typedef {HTMLElement & {parts: Parts}} Row */

/**
 * @param {JobListRow} job
 * @param {{server: Server, emit: Emit, refresh: () => unknown}} tools
 * @returns {Row}
 */
export function jobRow(job, { server, emit, refresh }) {
  const parts = {
    picture: el("span.e-job-picture"),
    prompt: el("span.e-job-prompt"),
    meta: el("span.e-job-meta"),
    words: el("strong.e-job-words"),
    time: el("span.e-job-time"),
    bar: progressBar(t("Progress")),
    note: el("p.e-job-note"),
    acts: el("span.e-job-recourse"),
    stop: button(t("Stop"), () => call(server.job_stop, job.id).then(refresh)),
    open: button(t("Open"), () => {
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
  return Object.assign(node, { parts });
}

/**
 * @param {Row} node
 * @param {JobListRow} job
 * @param {{server: Server, refresh: () => unknown}} tools
 */
export function updateRow(node, job, { server, refresh }) {
  const { picture, prompt, meta, words, time, bar, note, acts, stop, open } = node.parts;
  node.dataset.state = job.final ? job.state : "active";
  if ((picture.querySelector("img")?.getAttribute("src") ?? "") !== (job.thumb ?? ""))
    picture.replaceChildren(...(job.thumb ? [el("img", { src: job.thumb, alt: "", loading: "lazy" })] : []));
  setText(prompt, job.prompt || job.model);
  setText(meta, [job.panel, job.model, job.vendor, when(job.created_ms)].join(" · "));
  const wrong = job.final && job.state !== "succeeded";
  setText(note, wrong ? job.message : job.note);
  setText(words, job.words.charAt(0).toUpperCase() + job.words.slice(1));
  setText(
    time,
    job.final
      ? [duration(elapsed(job)), job.sandbox ? t("sandbox, nothing charged") : job.charged.toLowerCase(), job.cost]
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
  stop.setAttribute("aria-label", t("Stop: {prompt}", { prompt: job.prompt.slice(0, 60) }));
  open.setAttribute("aria-label", t("Open: {prompt}", { prompt: job.prompt.slice(0, 60) }));
}
