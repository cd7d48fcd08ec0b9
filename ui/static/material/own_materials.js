// @ts-check
// The ways to a material without a vendor, on top of the panel's form: drawing one, and opening a texture set.
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { showJob } from "../results/chosen_job.js";
import { BringOwn } from "./bring_own.js";
import { DrawOwn } from "./draw_own.js";

/** @import { JobView, Server } from "../views.d.ts" */
/** @typedef {{node: HTMLElement, shown: (open: boolean) => void}} Way shown: it opened, or closed. */

/**
 * @param {HTMLElement} element
 * @param {{server: Server, upload: (file: File) => Promise<{path: string}>}} tools
 */
export const ownMaterials = (element, { server, upload }) => {
  const news = el("p.e-unseen", { "aria-live": "polite" });
  const results = () => element.closest(".e-panel")?.querySelector(".e-results") ?? null;

  /** @param {JobView} job */
  const opened = (job) => {
    showJob(job.capability, job.id);
    results()?.scrollIntoView({ block: "start", behavior: "smooth" });
    setText(news, t("{name} is there, with {maps} maps.", { name: job.prompt, maps: job.outputs.length }));
  };

  const draw = new DrawOwn({ server, opened, reveal: () => open(0, true) });
  const bring = new BringOwn({ server, upload, opened, reveal: () => open(1, true) });
  /** @type {Way[]} */
  const ways = [draw, bring];
  const titles = [t("Draw it here"), t("Open a texture set")];
  const heads = ways.map((_, place) => {
    const head = button(titles[place], () => open(place, Boolean(ways[place].node.hidden)));
    head.setAttribute("aria-expanded", "false");
    return head;
  });

  /**
   * One at a time.
   * @param {number} place
   * @param {boolean} wanted
   */
  function open(place, wanted) {
    ways.forEach((way, at) => {
      const now = at === place && wanted;
      if (way.node.hidden === !now) return;
      way.node.hidden = !now;
      heads[at].setAttribute("aria-expanded", String(now));
      way.shown(now);
    });
  }

  for (const way of ways) way.node.hidden = true;
  const without = el("span.e-label", null, t("Free, without a model"));
  const nodes = ways.map((way) => way.node);
  element.replaceChildren(el("div.e-own", null, without, el("div.e-actions", null, heads), nodes, news));
  const panel = /** @type {HTMLElement} */ (element.closest(".e-panel") ?? element);
  // The rest of the form takes pictures of its own.
  bring.listen(panel, (target) => !target.closest(".e-form") || element.contains(target));
};
