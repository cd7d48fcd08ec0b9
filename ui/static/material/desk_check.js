// "Check": the report card of a material. What needs care comes first, with where it is and the fix that helps.

import { button, el } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { deskSection } from "./desk.js";

const WORDS = { bad: t("Fault"), look: t("Look"), unknown: t("Unclear"), good: t("Good") };
const RANK = { bad: 0, look: 1, unknown: 2, good: 3 };
// Sizes first, so that all others see one size; what is derived comes last, from mended maps.
const ORDER = [
  "resize",
  "flip_green",
  "renormalise",
  "heal_seams",
  "rebuild_height",
  "clamp_albedo",
  "binarise_metalness",
  "clamp_roughness",
  "complete",
];

deskSection("check", { title: t("Check"), place: 1, build: (desk, body) => ({ show: () => show(desk, body) }) });

async function show(desk, body) {
  const report = await desk.report(body);
  if (!report) return;
  const findings = [...report.findings].sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
  const good = findings.filter((one) => one.verdict === "good");
  const others = findings.filter((one) => one.verdict !== "good");
  body.replaceChildren(
    ...[
      el("div.e-desk-head", null, el("p.e-desk-sum", null, summary(findings)), mendAll(desk, findings)),
      others.length &&
        el(
          "ul.e-checks",
          null,
          others.map((one) => row(desk, one)),
        ),
      good.length &&
        fold(
          tn(good.length, "{n} check is good", "{n} checks are good"),
          el(
            "ul.e-checks",
            null,
            good.map((one) => row(desk, one)),
          ),
        ),
    ].filter(Boolean),
  );
}

function summary(findings) {
  if (findings.every((one) => one.verdict === "good")) return t("No fault was found.");
  const count = (verdict) => findings.filter((one) => one.verdict === verdict).length;
  const parts = [
    [count("bad"), count("bad") > 1 ? "faults" : "fault"],
    [count("look"), t("to look at")],
    [count("unknown"), "unclear"],
    [count("good"), "good"],
  ];
  const told = parts.filter(([many]) => many).map(([many, words]) => `${many} ${words}`);
  return `${told.join(", ")}.`;
}

function mendAll(desk, findings) {
  const fixes = ORDER.filter((fix) => findings.some((one) => one.verdict === "bad" && one.fix === fix));
  return fixes.length > 1 && button(t("Mend all {fixes}", { fixes: fixes.length }), () => mend(desk, fixes), "primary");
}

const mend = (desk, fixes) => desk.make("fix_material", { material: desk.job().id, fixes });

function row(desk, finding) {
  const where =
    finding.overlay &&
    el(
      "details.e-check-where",
      null,
      el("summary", null, t("Show where")),
      el("img", { src: finding.overlay, alt: t("Where: {sentence}", { sentence: finding.sentence }), loading: "lazy" }),
    );
  return el(
    "li.e-check",
    { dataset: { verdict: finding.verdict, check: finding.check } },
    el("span.e-check-verdict", null, WORDS[finding.verdict]),
    el(
      "div.e-check-text",
      null,
      el("h4", null, finding.title),
      el("p", null, finding.sentence),
      el("p.e-check-figure", null, figure(finding)),
      where,
    ),
    finding.fix && button(finding.fix_title, () => mend(desk, [finding.fix])),
  );
}

// What the figure of each check is; a bare number would say nothing.
const FIGURES = {
  maps: (x) => t("{x} of 6", { x }),
  sizes: (x) => t("{x} px", { x }),
  repetition: (x) => t("{x} % of the contrast", { x: x.toFixed(0) }),
  seam_across: (x) => t("{x} × the steps inside, 1.3 is the limit", { x: x.toFixed(2) }),
  seam_down: (x) => t("{x} × the steps inside, 1.3 is the limit", { x: x.toFixed(2) }),
  mirrored: (x) => t("Likeness {x}, −1 is a mirror", { x: x.toFixed(2).replace("-", "−") }),
  convention: (x) => t("Match {x}, 1 is full", { x: x.toFixed(2) }),
  normalisation: (x, unit) =>
    unit ? t("{x} % of the vectors", { x: x.toFixed(0) }) : t("Lean {x}", { x: x.toFixed(2) }),
  agreement: (x) => t("Match {x}, 1 is full", { x: x.toFixed(2) }),
  albedo: (x) => t("{x} % of the picture", { x: x.toFixed(0) }),
  metalness: (x) => t("{x} % in between", { x: x.toFixed(0) }),
  roughness: (x, unit) => (unit ? t("{x} % outside", { x: x.toFixed(0) }) : t("Varies by {x}", { x: x.toFixed(3) })),
  labels: () => "",
};

function figure({ check, figure, unit, confidence }) {
  const said = figure === null ? "" : (FIGURES[check]?.(figure, unit) ?? `${Number(figure.toPrecision(3))} ${unit}`);
  return [said, confidence < 0.95 && t("{confidence} % sure", { confidence: Math.round(100 * confidence) })]
    .filter(Boolean)
    .join(" · ");
}

const fold = (title, content) => el("details.e-check-rest", null, el("summary", null, title), content);
