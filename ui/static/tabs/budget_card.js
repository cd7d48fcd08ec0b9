// @ts-check
// What may be spent: a bar per limit, and the person's own limits to set.

import { el, setText } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { call } from "../kit/server.js";
import { usd } from "./usage_words.js";

/** @import { BudgetView, Server } from "../views.d.ts" */

/**
 * @param {Server} server
 * @param {() => void} changed
 */
export function budgetCard(server, changed) {
  const bars = el("div.e-budget-bars");
  const fields = { daily: field("daily", t("Per day")), total: field("total", t("In all")) };
  const saved = el("span.e-budget-saved", { role: "status" });
  const form = el(
    "form.e-budget-form",
    { onsubmit: save, novalidate: true },
    fields.daily.node,
    fields.total.node,
    el("button.e-button", { type: "submit" }, t("Save")),
    saved,
  );
  const note = el("p.e-usage-note");
  const node = el("section.e-budget", { "aria-label": t("Budget") }, el("h3", null, t("Budget")), bars, form, note);

  /** @param {SubmitEvent} event */
  async function save(event) {
    event.preventDefault();
    setText(saved, "");
    const answer = await call(server.budget_set, { daily: fields.daily.input.value, total: fields.total.input.value });
    if (!answer) return;
    for (const { input } of Object.values(fields)) delete input.dataset.typed;
    setText(saved, t("Saved"));
    setTimeout(() => setText(saved, ""), 3000);
    changed();
  }

  return Object.assign(node, {
    /** @param {BudgetView} budget */
    show(budget) {
      bars.replaceChildren(meter(t("Today"), budget.today, budget.daily), meter(t("In all"), budget.all, budget.total));
      write(fields.daily.input, budget.own_daily);
      write(fields.total.input, budget.own_total);
      setText(note, noteOf(budget));
    },
  });
}

/**
 * What is being typed stays.
 * @param {HTMLInputElement} input
 * @param {number | null} own In US dollars.
 */
function write(input, own) {
  if (!input.dataset.typed && document.activeElement !== input) input.value = own === null ? "" : String(own);
}

/** @param {BudgetView} budget */
function noteOf(budget) {
  const ofAll = [];
  if (budget.installation_daily !== null)
    ofAll.push(t("{installationdaily} a day", { installationdaily: usd(budget.installation_daily) }));
  if (budget.installation_total !== null)
    ofAll.push(t("{installationtotal} in all", { installationtotal: usd(budget.installation_total) }));
  return [
    ofAll.length ? t("This studio allows each person {of_all}.", { of_all: ofAll.join(t(" and ")) }) : "",
    t(
      "Beyond a budget nothing is sent. Under a budget, models whose price is not known are refused. Empty means no limit of your own.",
    ),
    budget.unpriced
      ? tn(
          budget.unpriced,
          "{n} job without a known price is not in these sums.",
          "{n} jobs without a known price are not in these sums.",
        )
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * @param {string} name
 * @param {string} label
 */
function field(name, label) {
  const input = el("input.e-input", {
    id: `budget-${name}`,
    inputmode: "decimal",
    autocomplete: "off",
    placeholder: t("No limit"),
    oninput: () => {
      input.dataset.typed = "1";
    },
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

/**
 * @param {string} name
 * @param {number} spent
 * @param {number | null} limit
 */
function meter(name, spent, limit) {
  const words =
    limit === null
      ? t("{spent} spent, no limit", { spent: usd(spent) })
      : t("{spent} of {limit}", { spent: usd(spent), limit: usd(limit) });
  const node = el("div.e-meter", null, el("span", null, name), el("span", null, words));
  if (limit !== null) {
    const fill = Math.min(1, limit ? spent / limit : 1);
    node.append(
      el(
        "div.e-meter-bar",
        {
          role: "meter",
          "aria-label": t("{name}, spent", { name }),
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
