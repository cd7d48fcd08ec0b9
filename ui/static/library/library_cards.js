// @ts-check
// Jobs that ended without a result, as cards that say what happened and what to do.

import { button, el, reconcile } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { when } from "../kit/words.js";
import { jobActs } from "../results/job_acts.js";

/** @import { JobView, Server } from "../views.d.ts" */

/**
 * A card outside the window costs the browser nothing, see the style.
 * @param {object} of
 * @param {Server} of.server
 * @param {{reuse: (asked: {job_id: string}) => void}} of.emit
 * @param {() => void} of.changed
 * @param {() => void} of.near The end is near.
 */
export const libraryCards = ({ server, emit, changed, near }) => {
  const node = el("div.e-fails", { role: "list", "aria-label": t("Jobs without a result") });
  const end = el("div.e-wall-end");
  new IntersectionObserver(
    (seen) => {
      if (seen[0].isIntersecting) near();
    },
    { rootMargin: "900px" },
  ).observe(end);

  /** @param {JobView} job */
  function create(job) {
    const words = job.state === "unknown" ? t("May have been charged") : t("Failed");
    return el(
      "article.e-fail",
      { role: "listitem", dataset: { state: job.state } },
      el("p.e-prompt", null, job.prompt || job.model),
      el(
        "p.e-meta",
        null,
        [words, job.model, job.vendor, when(job.created_ms), job.sandbox ? t("Sandbox") : job.charged]
          .filter(Boolean)
          .join(" · "),
      ),
      el("p.e-fail-message", null, job.message),
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
        jobActs(job, { server, changed, primary: null }),
        job.made_here ? null : button(t("Use these settings again"), () => emit.reuse({ job_id: job.id }), "quiet"),
      ),
    );
  }

  return {
    node: el("div", null, node, end),
    /** @param {JobView[]} jobs */
    show: (jobs) =>
      reconcile(
        node,
        jobs.map((job) => ({ ...job, id: `${job.id}/${job.state}/${job.message}` })),
        {
          create: (job) => create({ ...job, id: job.id.split("/")[0] }),
          update: () => {},
        },
      ),
  };
};
