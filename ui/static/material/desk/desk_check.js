// @ts-check
// "Check": the report card of a material. What needs care comes first, with where it is and the fix that helps.

import { button, el } from "../../kit/dom.js";
import { t, tn } from "../../kit/language.js";
import { deskSection } from "./desk.js";

/** @import { DeskCard, DeskFinding } from "../../views.d.ts" */
/** @import { Desk } from "./desk.js" */

deskSection("check", { title: t("Check"), place: 1, build: (desk, body) => ({ show: () => show(desk, body) }) });

/**
 * @param {Desk} desk
 * @param {HTMLElement} body
 */
async function show(desk, body) {
  const report = await desk.report(body);
  if (!report) return;
  const good = report.findings.filter((one) => one.verdict === "good");
  const others = report.findings.filter((one) => one.verdict !== "good");
  const all = report.mend_title && button(report.mend_title, () => mend(desk, report.mend), "primary");
  body.replaceChildren(el("div.e-desk-head", null, el("p.e-desk-sum", null, report.summary), all));
  if (others.length) body.append(rows(desk, others));
  if (good.length) {
    const title = tn(good.length, "{n} check is good", "{n} checks are good");
    body.append(el("details.e-check-rest", null, el("summary", null, title), rows(desk, good)));
  }
}

/**
 * @param {Desk} desk
 * @param {DeskCard["mend"]} fixes
 */
const mend = (desk, fixes) => desk.make("fix_material", { material: desk.job().id, fixes });

/**
 * @param {Desk} desk
 * @param {DeskFinding[]} findings
 */
const rows = (desk, findings) =>
  el(
    "ul.e-checks",
    null,
    findings.map((one) => row(desk, one)),
  );

/**
 * @param {Desk} desk
 * @param {DeskFinding} finding
 */
function row(desk, finding) {
  const { check, verdict, title, sentence, overlay, fix, fix_title } = finding;
  const where =
    overlay &&
    el(
      "details.e-check-where",
      null,
      el("summary", null, t("Show where")),
      el("img", { src: overlay, alt: t("Where: {sentence}", { sentence }), loading: "lazy" }),
    );
  return el(
    "li.e-check",
    { dataset: { verdict, check } },
    el("span.e-check-verdict", null, finding.verdict_words),
    el(
      "div.e-check-text",
      null,
      el("h4", null, title),
      el("p", null, sentence),
      el("p.e-check-figure", null, finding.figure_words),
      where,
    ),
    fix && button(fix_title ?? "", () => mend(desk, [fix])),
  );
}
