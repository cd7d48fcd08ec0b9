// "Check": the report card of a material. What needs care comes first, with where it is and the fix that helps.
import { button, el } from "../kit/dom.js";
import { deskSection } from "./desk.js";

const WORDS = { bad: "Fault", look: "Look", unknown: "Unclear", good: "Good" };
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

deskSection("check", { title: "Check", place: 1, build: (desk, body) => ({ show: () => show(desk, body) }) });

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
          `${good.length} ${good.length > 1 ? "checks are" : "check is"} good`,
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
  if (findings.every((one) => one.verdict === "good")) return "No fault was found.";
  const count = (verdict) => findings.filter((one) => one.verdict === verdict).length;
  const parts = [
    [count("bad"), count("bad") > 1 ? "faults" : "fault"],
    [count("look"), "to look at"],
    [count("unknown"), "unclear"],
    [count("good"), "good"],
  ];
  const told = parts.filter(([many]) => many).map(([many, words]) => `${many} ${words}`);
  return `${told.join(", ")}.`;
}

function mendAll(desk, findings) {
  const fixes = ORDER.filter((fix) => findings.some((one) => one.verdict === "bad" && one.fix === fix));
  return fixes.length > 1 && button(`Mend all ${fixes.length}`, () => mend(desk, fixes), "primary");
}

const mend = (desk, fixes) => desk.make("fix_material", { material: desk.job().id, fixes });

function row(desk, finding) {
  const where =
    finding.overlay &&
    el(
      "details.e-check-where",
      null,
      el("summary", null, "Show where"),
      el("img", { src: finding.overlay, alt: `Where: ${finding.sentence}`, loading: "lazy" }),
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
  maps: (x) => `${x} of 6`,
  sizes: (x) => `${x} px`,
  repetition: (x) => `${x.toFixed(0)} % of the contrast`,
  seam_across: (x) => `${x.toFixed(2)} × the steps inside, 1.3 is the limit`,
  seam_down: (x) => `${x.toFixed(2)} × the steps inside, 1.3 is the limit`,
  mirrored: (x) => `Likeness ${x.toFixed(2).replace("-", "−")}, −1 is a mirror`,
  convention: (x) => `Match ${x.toFixed(2)}, 1 is full`,
  normalisation: (x, unit) => (unit ? `${x.toFixed(0)} % of the vectors` : `Lean ${x.toFixed(2)}`),
  agreement: (x) => `Match ${x.toFixed(2)}, 1 is full`,
  albedo: (x) => `${x.toFixed(0)} % of the picture`,
  metalness: (x) => `${x.toFixed(0)} % in between`,
  roughness: (x, unit) => (unit ? `${x.toFixed(0)} % outside` : `Varies by ${x.toFixed(3)}`),
  labels: () => "",
};

function figure({ check, figure, unit, confidence }) {
  const said = figure === null ? "" : (FIGURES[check]?.(figure, unit) ?? `${Number(figure.toPrecision(3))} ${unit}`);
  return [said, confidence < 0.95 && `${Math.round(100 * confidence)} % sure`].filter(Boolean).join(" · ");
}

const fold = (title, content) => el("details.e-check-rest", null, el("summary", null, title), content);
