// @ts-check
// What was used, in words: amounts, shares, ends and waits.
import { t, tn } from "../kit/language.js";
import { duration } from "../kit/words.js";

/** @import { UseView, WaitsView } from "../views.d.ts" */

export const ENDS = [
  { name: t("Done"), className: "e-part-done", value: (/** @type {UseView} */ use) => use.succeeded },
  { name: t("Failed"), className: "e-part-failed", value: (/** @type {UseView} */ use) => use.failed },
  { name: t("Unclear"), className: "e-part-unclear", value: (/** @type {UseView} */ use) => use.unknown },
  {
    name: t("Stopped or under way"),
    className: "e-part-other",
    value: (/** @type {UseView} */ use) => use.jobs - use.succeeded - use.failed - use.unknown,
  },
];

/** @param {number} number */
export const jobs = (number) => tn(number, "{n} job", "{n} jobs");

/**
 * @param {number} part
 * @param {number} all
 */
export const share = (part, all) =>
  all ? `${(100 * part) / all < 1 && part ? t("under 1") : Math.round((100 * part) / all)} %` : "–";

/** @param {number} amount In US dollars. */
export const usd = (amount) => {
  if (amount > 0 && amount < 0.0001) return "under $0.0001";
  const fine = amount > 0 && amount < 0.1 && Math.abs(amount - Math.round(amount * 100) / 100) > 1e-9;
  return fine ? `$${amount.toFixed(4).replace(/0+$/, "")}` : `$${amount.toFixed(2)}`;
};

/** @param {UseView} use */
export const charged = (use) =>
  usd(use.cost_usd) +
  (use.unpriced ? t(" and {unpriced} without a known price", { unpriced: jobs(use.unpriced) }) : "");

/** @param {{wait_s: WaitsView | null}} use */
export const wait = ({ wait_s }) =>
  wait_s
    ? t("usually {usual}, most {low}–{high}", {
        usual: duration(wait_s.usual),
        low: duration(wait_s.low),
        high: duration(wait_s.high),
      })
    : t("nothing finished");

/** @param {UseView} use */
export const ends = (use) =>
  [
    jobs(use.jobs),
    ...ENDS.filter(({ value }) => value(use)).map(({ name, value }) => `${value(use)} ${name.toLowerCase()}`),
  ].join(", ");

/** @param {UseView & {sandbox: boolean}} use */
export const chargedBriefly = (use) => {
  if (use.sandbox) return t("Nothing, sandbox");
  if (use.unpriced && !use.cost_usd) return t("Price unknown");
  return usd(use.cost_usd) + (use.unpriced ? t(", {unpriced} unknown", { unpriced: use.unpriced }) : "");
};

/** @param {{wait_s: WaitsView | null}} use */
export const waitBriefly = ({ wait_s }) => {
  if (!wait_s) return "–";
  const [low, usual, high] = [wait_s.low, wait_s.usual, wait_s.high].map(duration);
  return low === high ? usual : `${usual} (${low}–${high})`;
};
