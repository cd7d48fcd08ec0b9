// What a result was made from and what was made from it: generations side by side, walked by press or arrow keys; and
// the settings of two results compared.

import { openDialog } from "../kit/dialog.js";
import { button, el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { selectionActions } from "./result_actions.js";
import { settingsTable } from "./settings_table.js";

const SVG = "http://www.w3.org/2000/svg";

const stepWords = (step) =>
  step === 0
    ? t("This")
    : step === -1
      ? t("Made from")
      : step === 1
        ? t("Made from this")
        : step < 0
          ? t("{step} steps back", { step: -step })
          : t("{step} steps on", { step });

// Fills `host` with the family of a job; go(node) opens another one. A job alone has no family and shows nothing.
export const lineage = async (host, { server, job, asset, go }) => {
  const asked = `${job.id} ${asset?.id}`;
  host.asked = asked;
  const answer = await call(server.lineage_shown, { job_id: job.id, asset_id: asset?.id ?? null });
  if (host.asked !== asked || !answer?.columns) return;
  host.hidden = answer.lines.length === 0;
  if (host.hidden) return host.replaceChildren();
  const places = new Map();
  const here = { job_id: job.id, asset_id: asset?.id ?? null };
  const columns = answer.columns.map(({ step, nodes }) =>
    el(
      "div.e-kin-column",
      { role: "group", "aria-label": stepWords(step) },
      el("h4", null, stepWords(step)),
      el(
        "ul",
        null,
        nodes.map((node) => {
          const one = nodeOf(node, step);
          places.set(node.key, one.firstChild);
          return one;
        }),
      ),
    ),
  );
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("aria-hidden", "true");
  const graph = el("div.e-kin", null, lines, ...columns);
  graph.addEventListener("keydown", walk);
  host.replaceChildren(
    el("h3", null, t("Lineage")),
    graph,
    answer.more ? el("p.e-quiet", null, t("There is more. Open one of these to see what lies around it.")) : "",
  );
  const draw = () =>
    drawLines(
      graph,
      lines,
      answer.lines.map(({ from, to }) => [places.get(from), places.get(to)]),
    );
  new ResizeObserver(draw).observe(graph);
  // Only sideways: what lies above it in the page stays in view.
  const mine = graph.querySelector("[aria-current]");
  if (mine)
    graph.scrollLeft +=
      mine.getBoundingClientRect().left -
      graph.getBoundingClientRect().left -
      (graph.clientWidth - mine.offsetWidth) / 2;

  function nodeOf(node, step) {
    const open = step !== 0 && node.job_id && !node.gone;
    const words = [node.title, node.what, node.how, node.gone ? t("Deleted") : ""].filter(Boolean);
    const face = [
      node.thumb
        ? el("img", { src: node.thumb, alt: "", loading: "lazy", draggable: "false" })
        : el("span.e-kin-blank"),
      el(
        "span.e-kin-words",
        null,
        el("strong", null, node.title),
        el("small", null, [node.what, node.how, node.gone ? t("Deleted") : ""].filter(Boolean).join(" · ")),
      ),
    ];
    const body = open
      ? el(
          "button.e-kin-node",
          { type: "button", "aria-label": t("Open: {words}", { words: words.join(", ") }), onclick: () => go(node) },
          ...face,
        )
      : el(
          "div.e-kin-node",
          { tabindex: "0", "aria-current": step === 0 ? "true" : null, "aria-label": words.join(", "), role: "img" },
          ...face,
        );
    return el(
      "li",
      null,
      body,
      open &&
        button(
          t("Compare settings"),
          () => compareSettings(server, step < 0 ? [pick(node), here] : [here, pick(node)]),
          "quiet",
        ),
    );
  }
};

const pick = ({ job_id, asset_id }) => ({ job_id, asset_id });

function walk(event) {
  const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!move || !event.target.classList.contains("e-kin-node")) return;
  event.preventDefault();
  event.stopPropagation(); // around it, arrows go on along the wall
  const columns = [...event.currentTarget.querySelectorAll(".e-kin-column")].map((one) => [
    ...one.querySelectorAll(".e-kin-node"),
  ]);
  const x = columns.findIndex((one) => one.includes(event.target)),
    y = columns[x].indexOf(event.target);
  const column = columns[x + move[0]] ?? columns[x];
  column[Math.max(0, Math.min(column.length - 1, y + move[1]))]?.focus();
}

function drawLines(graph, lines, pairs) {
  const box = graph.getBoundingClientRect();
  const x = (px) => px - box.left + graph.scrollLeft,
    y = (px) => px - box.top;
  lines.setAttribute("width", graph.scrollWidth);
  lines.setAttribute("height", graph.clientHeight);
  lines.replaceChildren(
    ...pairs
      .filter(([from, to]) => from && to)
      .map(([from, to]) => {
        const a = from.getBoundingClientRect(),
          b = to.getBoundingClientRect();
        const path = document.createElementNS(SVG, "path");
        const ay = y(a.top + a.height / 2),
          by = y(b.top + b.height / 2);
        // In one column, on a phone, generations stand below each other, and lines run beside them.
        const below = b.top > a.bottom && b.left < a.right;
        const ax = x(below ? a.left : a.right),
          bx = x(b.left),
          bend = below ? [ax - 18, bx - 18] : [(ax + bx) / 2, (ax + bx) / 2];
        path.setAttribute("d", `M ${ax} ${ay} C ${bend[0]} ${ay} ${bend[1]} ${by} ${bx} ${by}`);
        return path;
      }),
  );
}

// pair: two of {asset_id} or {job_id}.
export const compareSettings = async (server, pair) => {
  const answer = await call(server.settings_compared, { pair });
  if (!answer?.rows) return;
  const { rows, alike, names } = answer;
  const [before, after] = names[0] === names[1] ? [`${names[0]} (1)`, `${names[1]} (2)`] : names;
  const dialog = openDialog(
    ".e-ask.e-settings-sheet",
    { label: t("Settings compared") },
    el("h3", null, t("Settings compared")),
    rows.length ? settingsTable({ rows, before, after }).node : el("p", null, t("Their settings are the same.")),
    rows.length && alike
      ? el(
          "p.e-quiet",
          null,
          alike === 1 ? t("1 setting is the same.") : t("{alike} settings are the same.", { alike }),
        )
      : null,
    el(
      "div.e-actions",
      null,
      button(t("Close"), () => dialog.close()),
    ),
  );
};

// Another model of the same panel, chosen; with one there is nothing to choose.
export const otherModel = async ({ server, job, asset, emit }) => {
  const answer = await call(server.models_beside, job.id);
  if (!answer) return;
  const use = (key) => emit.reuse({ job_id: job.id, asset_id: asset?.id ?? null, model: key });
  if (!answer.models.length) return toast(t("No other model of this panel takes a seed."));
  if (answer.models.length === 1) return use(answer.models[0].key);
  const dialog = openDialog(
    ".e-ask.e-settings-sheet",
    { label: t("Same seed, other model") },
    el("h3", null, t("Same seed, other model")),
    el("p.e-quiet", null, t("The form is filled; nothing is sent until you press Generate.")),
    el(
      "div.e-other-models",
      null,
      answer.models.map(({ key, title }) =>
        button(title, () => {
          dialog.close();
          use(key);
        }),
      ),
    ),
    el(
      "div.e-actions",
      null,
      button(t("Cancel"), () => dialog.close(), "quiet"),
    ),
  );
};

selectionActions.push({
  title: t("Compare settings"),
  enabled: (items) => items.length === 2,
  run: (items, { server }) => compareSettings(server, items.map(pick)),
});
