// @ts-check
// The usage tab: what was made, what it cost, what failed and how long it took; and what may be spent.

import { el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { keepPolling } from "../kit/poll.js";
import { duration } from "../kit/words.js";
import { budgetCard } from "./budget_card.js";
import { dayPlot, shares } from "./plots.js";
import { charged, chargedBriefly, ENDS, ends, jobs, share, usd, wait, waitBriefly } from "./usage_words.js";

/** @import { Server, UsageView, BudgetView, UsedModelView, WaitsView } from "../views.d.ts" */

const KEPT = "easel.usage.days";

/** @param {UsageView["total"]} total */
const summary = (total) => [
  [t("Jobs"), String(total.jobs), t("{succeeded} done", { succeeded: total.succeeded })],
  [
    t("Charged"),
    usd(total.cost_usd),
    total.unpriced
      ? t("and {unpriced} without a known price", { unpriced: jobs(total.unpriced) })
      : t("by known prices"),
  ],
  [
    t("Failed"),
    share(total.failed + total.unknown, total.jobs),
    t("{failed} failed, {unknown} unclear", { failed: total.failed, unknown: total.unknown }),
  ],
  [
    t("Usual wait"),
    total.wait_s ? duration(total.wait_s.usual) : "–",
    total.wait_s
      ? t("most {low}–{high}", { low: duration(total.wait_s.low), high: duration(total.wait_s.high) })
      : t("nothing finished"),
  ],
];

/**
 * @param {HTMLElement} element
 * @param {{server: Server, props: {ranges: number[]}}} tools ranges: how many days there are to choose from.
 */
export const usageTab = (element, { server, props }) => {
  /** @type {string | null} */
  let revision = null;
  /** @type {number | null} */
  let daily = null;
  let days = Number(localStorage.getItem(KEPT));
  if (!props.ranges.includes(days)) days = 30;

  const picker = el(
    "div.e-tabs",
    { role: "group", "aria-label": t("Range") },
    props.ranges.map((range) =>
      el(
        "button.e-tab",
        {
          type: "button",
          "aria-pressed": String(range === days),
          onclick: (/** @type {Event} */ event) => choose(range, event.currentTarget),
        },
        t("{range} days", { range }),
      ),
    ),
  );
  const tiles = el("dl.e-tiles");
  const nothing = el("p.e-nothing", { hidden: true });
  const plots = {
    jobs: dayPlot({
      title: t("Jobs by day"),
      series: ENDS,
      whole: true,
      say: String,
      tell: ends,
      columns: ENDS.map(({ name }) => name),
      rows: (day) => ENDS.map(({ value }) => String(value(day))),
    }),
    cost: dayPlot({
      title: t("Charges by day"),
      series: [{ name: t("Charged"), className: "e-part-done", value: (day) => day.cost_usd }],
      limit: () => daily,
      say: usd,
      tell: charged,
      columns: [t("Charged"), t("Jobs without a known price")],
      rows: (day) => [usd(day.cost_usd), String(day.unpriced)],
    }),
    wait: dayPlot({
      title: t("Waiting time by day"),
      range: (day) => day.wait_s,
      say: (seconds) => duration(seconds),
      tell: wait,
      columns: [t("Usual"), t("From"), t("To")],
      rows: ({ wait_s }) => (wait_s ? [wait_s.usual, wait_s.low, wait_s.high].map(duration) : ["–", "–", "–"]),
    }),
  };
  const models = modelTable();
  plots.jobs.classList.add("e-plot-wide");
  const filled = el("div.e-usage-plots", { hidden: true }, plots.jobs, plots.cost, plots.wait);
  const budget = budgetCard(server, () => refresh());
  element.replaceChildren(
    el(
      "section.e-usage",
      { "aria-label": t("Usage") },
      el(
        "header.e-usage-head",
        null,
        picker,
        el(
          "p.e-usage-note",
          null,
          t("Days in UTC. Charges by the price at the start, or by what the balance fell by."),
        ),
      ),
      tiles,
      nothing,
      filled,
      budget,
      models,
    ),
  );

  async function poll() {
    const answer = await server.usage_poll({ days, revision });
    if (answer.usage && answer.budget) {
      revision = answer.revision;
      draw(answer.usage, answer.budget);
    }
    return false; // sums need no haste, also while something runs
  }

  /**
   * @param {number} range
   * @param {EventTarget | null} pressed
   */
  function choose(range, pressed) {
    days = range;
    try {
      localStorage.setItem(KEPT, String(range));
    } catch {
      /* private mode: not kept */
    }
    for (const tab of picker.children) tab.setAttribute("aria-pressed", String(tab === pressed));
    refresh();
  }

  /**
   * @param {UsageView} usage
   * @param {BudgetView} spending
   */
  function draw(usage, spending) {
    const { total } = usage;
    daily = spending.daily;
    budget.show(spending);
    nothing.hidden = total.jobs > 0;
    setText(
      nothing,
      t(
        "Nothing was made in the last {days} days. Everything you generate is counted here by day and by model: what it cost, how long it took, and what failed.",
        { days },
      ),
    );
    filled.hidden = tiles.hidden = models.hidden = total.jobs === 0;
    if (!total.jobs) return;
    tiles.replaceChildren(
      ...summary(total).map(([name, figure, note]) =>
        el("div", null, el("dt", null, name), el("dd", null, el("b", null, figure), el("small", null, note))),
      ),
    );
    plots.jobs.show(usage.days, ends(total));
    plots.cost.show(
      usage.days,
      daily === null
        ? charged(total)
        : t("{total}. The line is the daily budget, {daily}", { total: charged(total), daily: usd(daily) }),
    );
    plots.wait.show(usage.days, wait(total));
    models.show(usage.models);
  }

  const refresh = keepPolling(element, poll, { idle_ms: 15000 });
};

// Each model in a row of a real table, whose cells carry a bar beside their figure.
function modelTable() {
  const body = el("tbody");
  const heads = [t("Model"), t("Jobs"), t("Failed"), t("Charged"), t("Waiting time")];
  const node = el(
    "figure.e-plot-figure",
    { hidden: true },
    el("figcaption", null, el("strong", null, t("By model"))),
    el(
      "table.e-model-table",
      null,
      el("caption.e-unseen", null, t("Use by model")),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          heads.map((head) => el("th", { scope: "col" }, head)),
        ),
      ),
      body,
    ),
  );
  /** @param {UsedModelView[]} models */
  const show = (models) => {
    const most = Math.max(...models.map((use) => use.jobs));
    const dearest = Math.max(...models.map((use) => use.cost_usd), 1e-9);
    const longest = Math.max(...models.map((use) => use.wait_s?.high ?? 0), 1);
    body.replaceChildren(
      ...models.map((use) => {
        const wrong = use.failed + use.unknown;
        /** @type {[string, string, HTMLElement | null][]} */
        const cells = [
          [t("Jobs"), String(use.jobs), shares(ENDS.map(({ className, value }) => [className, value(use) / most]))],
          [t("Failed"), wrong ? `${wrong} (${share(wrong, use.jobs)})` : "0", null],
          [t("Charged"), chargedBriefly(use), shares([["e-part-done", use.cost_usd / dearest]])],
          [t("Waiting time"), waitBriefly(use), spread(use.wait_s, longest)],
        ];
        return el(
          "tr",
          null,
          el("th", { scope: "row" }, el("span", null, use.title), el("small", null, use.vendor)),
          cells.map(([head, figure, bar]) => el("td", { "data-head": head }, el("span", null, figure), bar)),
        );
      }),
    );
  };
  return Object.assign(node, { show });
}

/**
 * @param {WaitsView | null} wait_s
 * @param {number} longest In seconds.
 */
function spread(wait_s, longest) {
  if (!wait_s) return null;
  const node = shares([
    ["e-part-gap", wait_s.low / longest],
    ["e-part-spread", (wait_s.high - wait_s.low) / longest],
  ]);
  const dot = el("i.e-part-usual");
  dot.style.left = `${(100 * wait_s.usual) / longest}%`;
  node.append(dot);
  return node;
}
