// The usage tab: what was made, what it cost, what failed and how long it took; and what may be spent.
import { el, setText } from "../kit/dom.js";
import { keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { duration } from "../kit/words.js";
import { dayPlot, shares } from "./plots.js";

const KEPT = "easel.usage.days";

const ENDS = [
  { name: "Done", className: "e-part-done", value: (use) => use.succeeded },
  { name: "Failed", className: "e-part-failed", value: (use) => use.failed },
  { name: "Unclear", className: "e-part-unclear", value: (use) => use.unknown },
  {
    name: "Stopped or under way",
    className: "e-part-other",
    value: (use) => use.jobs - use.succeeded - use.failed - use.unknown,
  },
];

const jobs = (number) => `${number} ${number === 1 ? "job" : "jobs"}`;
const share = (part, all) =>
  all ? `${(100 * part) / all < 1 && part ? "under 1" : Math.round((100 * part) / all)} %` : "–";
const usd = (amount) => {
  if (amount > 0 && amount < 0.0001) return "under $0.0001";
  const fine = amount > 0 && amount < 0.1 && Math.abs(amount - Math.round(amount * 100) / 100) > 1e-9;
  return fine ? `$${amount.toFixed(4).replace(/0+$/, "")}` : `$${amount.toFixed(2)}`;
};
const charged = (use) => usd(use.cost_usd) + (use.unpriced ? ` and ${jobs(use.unpriced)} without a known price` : "");
const wait = ({ wait_s }) =>
  wait_s
    ? `usually ${duration(wait_s.usual)}, most ${duration(wait_s.low)}–${duration(wait_s.high)}`
    : "nothing finished";
const ends = (use) =>
  [
    jobs(use.jobs),
    ...ENDS.filter(({ value }) => value(use)).map(({ name, value }) => `${value(use)} ${name.toLowerCase()}`),
  ].join(", ");

export const usageTab = (element, { server, props }) => {
  let revision = null,
    days = Number(localStorage.getItem(KEPT)),
    daily = null;
  if (!props.ranges.includes(days)) days = 30;

  const picker = el(
    "div.e-tabs",
    { role: "group", "aria-label": "Range" },
    props.ranges.map((range) =>
      el(
        "button.e-tab",
        {
          type: "button",
          "aria-pressed": String(range === days),
          onclick: (event) => choose(range, event.currentTarget),
        },
        `${range} days`,
      ),
    ),
  );
  const tiles = el("dl.e-tiles");
  const nothing = el("p.e-nothing", { hidden: true });
  const plots = {
    jobs: dayPlot({
      title: "Jobs by day",
      series: ENDS,
      whole: true,
      say: String,
      tell: ends,
      columns: ENDS.map(({ name }) => name),
      rows: (day) => ENDS.map(({ value }) => String(value(day))),
    }),
    cost: dayPlot({
      title: "Charges by day",
      series: [{ name: "Charged", className: "e-part-done", value: (use) => use.cost_usd }],
      limit: () => daily,
      say: usd,
      tell: charged,
      columns: ["Charged", "Jobs without a known price"],
      rows: (day) => [usd(day.cost_usd), String(day.unpriced)],
    }),
    wait: dayPlot({
      title: "Waiting time by day",
      range: (use) => use.wait_s,
      say: (seconds) => duration(seconds),
      tell: wait,
      columns: ["Usual", "From", "To"],
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
      { "aria-label": "Usage" },
      el(
        "header.e-usage-head",
        null,
        picker,
        el("p.e-usage-note", null, "Days in UTC. Charges by the price at the start, or by what the balance fell by."),
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
    if (answer.usage) {
      revision = answer.revision;
      draw(answer.usage, answer.budget);
    }
    return false; // sums need no haste, also while something runs
  }

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

  function draw(usage, spending) {
    const { total } = usage;
    daily = spending.daily;
    budget.show(spending);
    nothing.hidden = total.jobs > 0;
    setText(
      nothing,
      `Nothing was made in the last ${days} days. Everything you generate is counted here by day and by model: what it cost, how long it took, and what failed.`,
    );
    filled.hidden = tiles.hidden = models.hidden = total.jobs === 0;
    if (!total.jobs) return;
    tiles.replaceChildren(
      ...[
        ["Jobs", String(total.jobs), `${total.succeeded} done`],
        [
          "Charged",
          usd(total.cost_usd),
          total.unpriced ? `and ${jobs(total.unpriced)} without a known price` : "by known prices",
        ],
        ["Failed", share(total.failed + total.unknown, total.jobs), `${total.failed} failed, ${total.unknown} unclear`],
        [
          "Usual wait",
          total.wait_s ? duration(total.wait_s.usual) : "–",
          total.wait_s ? `most ${duration(total.wait_s.low)}–${duration(total.wait_s.high)}` : "nothing finished",
        ],
      ].map(([name, figure, note]) =>
        el("div", null, el("dt", null, name), el("dd", null, el("b", null, figure), el("small", null, note))),
      ),
    );
    plots.jobs.show(usage.days, ends(total));
    plots.cost.show(
      usage.days,
      daily === null ? charged(total) : `${charged(total)}. The line is the daily budget, ${usd(daily)}`,
    );
    plots.wait.show(usage.days, wait(total));
    models.show(usage.models);
  }

  const refresh = keepPolling(element, poll, { idle_ms: 15000 });
};

// Each model in a row of a real table, whose cells carry a bar beside their figure.
function modelTable() {
  const body = el("tbody");
  const heads = ["Model", "Jobs", "Failed", "Charged", "Waiting time"];
  const node = el(
    "figure.e-plot-figure",
    { hidden: true },
    el("figcaption", null, el("strong", null, "By model")),
    el(
      "table.e-model-table",
      null,
      el("caption.e-unseen", null, "Use by model"),
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
  node.show = (models) => {
    const most = Math.max(...models.map((use) => use.jobs));
    const dearest = Math.max(...models.map((use) => use.cost_usd), 1e-9);
    const longest = Math.max(...models.map((use) => use.wait_s?.high ?? 0), 1);
    body.replaceChildren(
      ...models.map((use) => {
        const wrong = use.failed + use.unknown;
        const cells = [
          ["Jobs", String(use.jobs), shares(ENDS.map(({ className, value }) => [className, value(use) / most]))],
          ["Failed", wrong ? `${wrong} (${share(wrong, use.jobs)})` : "0", null],
          ["Charged", chargedBriefly(use), shares([["e-part-done", use.cost_usd / dearest]])],
          ["Waiting time", waitBriefly(use), spread(use.wait_s, longest)],
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
  return node;
}

function chargedBriefly(use) {
  if (use.sandbox) return "Nothing, sandbox";
  if (use.unpriced && !use.cost_usd) return "Price unknown";
  return usd(use.cost_usd) + (use.unpriced ? `, ${use.unpriced} unknown` : "");
}

function waitBriefly({ wait_s }) {
  if (!wait_s) return "–";
  const [low, usual, high] = [wait_s.low, wait_s.usual, wait_s.high].map(duration);
  return low === high ? usual : `${usual} (${low}–${high})`;
}

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

// What may be spent: a bar per limit, and the person's own limits to set.
function budgetCard(server, changed) {
  const bars = el("div.e-budget-bars");
  const fields = { daily: field("daily", "Per day"), total: field("total", "In all") };
  const saved = el("span.e-budget-saved", { role: "status" });
  const form = el(
    "form.e-budget-form",
    { onsubmit: save, novalidate: true },
    fields.daily.node,
    fields.total.node,
    el("button.e-button", { type: "submit" }, "Save"),
    saved,
  );
  const note = el("p.e-usage-note");
  const node = el("section.e-budget", { "aria-label": "Budget" }, el("h3", null, "Budget"), bars, form, note);

  async function save(event) {
    event.preventDefault();
    setText(saved, "");
    const answer = await call(server.budget_set, { daily: fields.daily.input.value, total: fields.total.input.value });
    if (!answer) return;
    for (const { input } of Object.values(fields)) delete input.dataset.typed;
    setText(saved, "Saved");
    setTimeout(() => setText(saved, ""), 3000);
    changed();
  }

  node.show = (budget) => {
    bars.replaceChildren(meter("Today", budget.today, budget.daily), meter("In all", budget.all, budget.total));
    for (const [name, { input }] of Object.entries(fields)) {
      const own = budget[`own_${name}`];
      if (!input.dataset.typed && document.activeElement !== input) input.value = own === null ? "" : String(own);
    }
    const of_all = [
      [budget.installation_daily, "a day"],
      [budget.installation_total, "in all"],
    ]
      .filter(([limit]) => limit !== null)
      .map(([limit, words]) => `${usd(limit)} ${words}`);
    setText(
      note,
      [
        of_all.length ? `This studio allows each person ${of_all.join(" and ")}.` : "",
        "Beyond a budget nothing is sent. Under a budget, models whose price is not known are refused. Empty means no limit of your own.",
        budget.unpriced
          ? `${jobs(budget.unpriced)} without a known price ${budget.unpriced === 1 ? "is" : "are"} not in these sums.`
          : "",
      ]
        .filter(Boolean)
        .join(" "),
    );
  };
  return node;
}

function field(name, label) {
  const input = el("input.e-input", {
    id: `budget-${name}`,
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: "No limit",
    oninput: (event) => (event.currentTarget.dataset.typed = "1"),
  });
  return {
    input,
    node: el(
      "div.e-budget-field",
      null,
      el("label", { for: `budget-${name}` }, label),
      el("span.e-budget-usd", null, el("span", { "aria-hidden": "true" }, "$"), input),
    ),
  };
}

function meter(name, spent, limit) {
  const words = limit === null ? `${usd(spent)} spent, no limit` : `${usd(spent)} of ${usd(limit)}`;
  const node = el("div.e-meter", null, el("span", null, name), el("span", null, words));
  if (limit !== null) {
    const fill = Math.min(1, limit ? spent / limit : 1);
    node.append(
      el(
        "div.e-meter-bar",
        {
          role: "meter",
          "aria-label": `${name}, spent`,
          "aria-valuemin": 0,
          "aria-valuemax": limit,
          "aria-valuenow": Math.min(spent, limit),
          "aria-valuetext": words,
          dataset: { full: fill >= 0.9 },
        },
        Object.assign(el("i"), { style: `width: ${(100 * fill).toFixed(1)}%` }),
      ),
    );
  }
  return node;
}
