// A batch on the stage: the plan as a table before anything is sent, then its results as a grid with its axes.

import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t, tn } from "../kit/language.js";
import { everySecond, keepPolling } from "../kit/poll.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";
import { blindVote } from "../results/blind_vote.js";
import { showJob } from "../results/chosen_job.js";
import { compareView } from "../results/compare_view.js";
import { oneDownload } from "../results/downloads.js";
import { progress, serverNow } from "../results/job_time.js";
import { lightbox } from "../results/lightbox.js";

const requests = (count) => tn(count, "{n} request", "{n} requests");

export const batchWords = ({ state, submits, counts }) => {
  if (state === "planned") return t("{requests}, nothing sent", { requests: requests(submits) });
  const parts = [t("{done} of {submits} done", { done: counts.done, submits })];
  if (counts.under_way) parts.push(t("{underway} under way", { underway: counts.under_way }));
  if (counts.failed) parts.push(t("{failed} failed", { failed: counts.failed }));
  if (counts.unclear) parts.push(t("{unclear} unclear", { unclear: counts.unclear }));
  if (state === "stopped" && counts.waiting) parts.push(t("{waiting} not started", { waiting: counts.waiting }));
  return parts.join(" · ");
};

// results: the column a panel shows its stage in; changed(): a batch began, ended or went.
export const batchView = ({ results, server, changed }) => {
  const title = el("h2.e-batch-title", { tabindex: "-1" });
  const words = el("p.e-batch-words", { role: "status" });
  const message = el("p.e-batch-message", { hidden: true });
  const bar = progressBar(t("Cells done"));
  const acts = el("div.e-actions");
  const body = el("div.e-batch-body");
  const node = el(
    "section.e-batch",
    { "aria-label": t("Batch") },
    el(
      "div.e-batch-head",
      null,
      title,
      button(t("Close"), () => close(), "quiet"),
    ),
    words,
    bar,
    message,
    acts,
    body,
  );
  let batch = null,
    revision = null,
    columns = 0,
    drawn = "",
    refresh = null,
    picked = new Set();

  function open(next) {
    const other = next.id !== batch?.id;
    if (other) {
      columns = next.columns;
      drawn = "";
      picked = new Set();
    }
    batch = next;
    revision = null;
    if (!node.isConnected) {
      results.prepend(node);
      refresh = keepPolling(node, poll);
    }
    results.classList.add("e-batch-open");
    draw();
    if (other) {
      title.focus({ preventScroll: true });
      if (matchMedia("(max-width: 720px)").matches) node.scrollIntoView({ block: "start" });
    }
    refresh();
  }

  function close() {
    results.classList.remove("e-batch-open");
    node.remove();
    batch = null;
  }

  async function poll() {
    const of = batch.id;
    const answer = await server.batch_poll({ id: of, revision });
    if (answer.sentence) {
      close();
      return false;
    }
    serverNow(answer.now_ms);
    if (answer.batch && batch?.id === of) {
      const ended = batch.state === "running" && answer.batch.state !== "running";
      revision = answer.revision;
      batch = answer.batch;
      draw();
      if (ended) changed();
    }
    return batch?.state === "running" || batch?.counts.under_way > 0;
  }

  async function act(task, argument) {
    for (const one of acts.querySelectorAll("button")) one.disabled = true;
    const answer = await call(task, argument);
    drawn = "";
    if (answer?.batch) open(answer.batch);
    else refresh();
    changed();
  }

  function draw() {
    const { state, counts, submits } = batch;
    setText(title, batch.title || t("Batch"));
    setText(
      words,
      state === "planned"
        ? t("{requests} · {price}. Nothing was sent yet.", { requests: requests(submits), price: batch.price })
        : batchWords(batch),
    );
    setText(message, batch.message);
    message.hidden = !batch.message;
    bar.hidden = state === "planned" || (state === "done" && !counts.failed);
    bar.show(submits ? (submits - counts.waiting - counts.under_way) / submits : 1);
    drawActs();
    if (state === "planned") drawPlan();
    else drawGrid();
  }

  function drawActs() {
    const { state, counts, submits, id } = batch;
    const wanted = JSON.stringify([state, counts, submits, columns, [...picked]]);
    if (drawn === wanted) return;
    drawn = wanted;
    const several = batch.axes[batch.axes.length - 1].values.length > 1;
    const focused = document.activeElement?.dataset?.act;
    const made = [];
    const add = (name, label, run, kind) => {
      const one = button(label, run, kind);
      one.dataset.act = name;
      made.push(one);
    };
    if (state === "planned") {
      add(
        "start",
        tn(submits, "Start {n} request", "Start {n} requests"),
        () => act(server.batch_start, id),
        "primary",
      );
      add(
        "drop",
        t("Forget this plan"),
        async () => {
          if (await call(server.batch_remove, id)) close();
        },
        "quiet",
      );
    }
    if (state === "running") add("stop", t("Stop"), () => act(server.batch_stop, id));
    if (state === "stopped" && counts.waiting)
      add(
        "resume",
        t("Resume ({waiting} left)", { waiting: counts.waiting }),
        () => act(server.batch_resume, { id, failed: false }),
        "primary",
      );
    if (state !== "planned" && counts.repeatable)
      add("repeat", tn(counts.repeatable, "Repeat {n} failed one", "Repeat {n} failed ones"), () =>
        act(server.batch_resume, { id, failed: true }),
      );
    if (state !== "planned" && counts.done) {
      const link = el("a.e-button", { href: batch.pictures[columns], download: "" }, t("Download as one picture"));
      link.dataset.act = "picture";
      made.push(link);
    }
    if (state === "done" || state === "stopped") add("remove", t("Forget this batch"), forget, "quiet");
    const chosen = [...picked].map((place) => batch.cells[place]).filter((cell) => result(cell));
    if (chosen.length > 1)
      add("compare", t("Compare {chosen}", { chosen: chosen.length }), () =>
        compareView(
          chosen.map((cell) => ({ ...result(cell), label: labels(cell).join(", ") })),
          { server: several ? server : null },
        ),
      );
    if (several && counts.done > 1)
      add("vote", t("Blind vote"), () =>
        blindVote(
          batch.cells
            .map(result)
            .filter(Boolean)
            .map((asset) => asset.id),
          { server },
        ),
      );
    acts.replaceChildren(...made, ...columnChoice());
    if (focused) acts.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  function columnChoice() {
    const varied = batch.axes.map((axis, place) => ({ ...axis, place })).filter((axis) => axis.values.length > 1);
    if (batch.state === "planned" || varied.length < 2) return [];
    return [
      el(
        "label.e-batch-columns",
        null,
        t("Across"),
        el(
          "select",
          {
            dataset: { act: "columns" },
            onchange: (event) => {
              columns = Number(event.target.value);
              drawn = "";
              body.replaceChildren();
              draw();
            },
          },
          varied.map((axis) => el("option", { value: axis.place, selected: axis.place === columns }, axis.name)),
        ),
      ),
    ];
  }

  async function forget() {
    const { id } = batch;
    if (!(await call(server.batch_remove, id))) return;
    close();
    changed();
    toast(t("Forgotten. Its results stay in the library."));
  }

  const varied = () => batch.axes.map((axis, place) => ({ ...axis, place })).filter((axis) => axis.values.length > 1);
  const result = (cell) => cell.job?.outputs.find((one) => one.label === "basecolor") ?? cell.job?.outputs[0];
  const labels = (cell) => varied().map((axis) => axis.labels[cell.at[axis.place]]);

  function drawPlan() {
    const axes = varied();
    const shown = axes.length ? axes : [batch.axes[batch.axes.length - 1]];
    const mark = `plan ${batch.id} ${batch.price}`;
    if (body.dataset.mark === mark) return;
    body.dataset.mark = mark;
    body.replaceChildren(
      el(
        "div.e-batch-scroll",
        { tabindex: "0", role: "region", "aria-label": t("Plan") },
        el(
          "table.e-plan",
          null,
          el(
            "thead",
            null,
            el(
              "tr",
              null,
              el("th", { scope: "col" }, "#"),
              shown.map((axis) => el("th", { scope: "col" }, axis.name)),
              el("th", { scope: "col" }, t("Price")),
            ),
          ),
          el(
            "tbody",
            null,
            batch.cells.map((cell, place) =>
              el(
                "tr",
                { class: cell.problem ? "e-left-out" : null },
                el("td", null, `${place + 1}`),
                shown.map((axis) => el("td", null, axis.values[cell.at[axis.place]])),
                el("td", null, cell.problem ? t("Left out. {problem}", { problem: cell.problem }) : cell.price),
              ),
            ),
          ),
          el(
            "tfoot",
            null,
            el(
              "tr",
              null,
              el("th", { scope: "row", colspan: shown.length + 1 }, requests(batch.submits)),
              el("td", null, batch.price),
            ),
          ),
        ),
      ),
    );
  }

  function drawGrid() {
    const across = batch.axes[columns];
    const down = varied().filter((axis) => axis.place !== columns);
    const mark = `grid ${batch.id} ${columns}`;
    const rows = new Map();
    for (const cell of batch.cells) {
      const id = down.map((axis) => cell.at[axis.place]).join(" ");
      if (!rows.has(id)) rows.set(id, { labels: down.map((axis) => axis.labels[cell.at[axis.place]]), cells: [] });
      rows.get(id).cells[cell.at[columns]] = cell;
    }
    if (body.dataset.mark !== mark || !body.firstChild) {
      body.dataset.mark = mark;
      body.replaceChildren(
        el(
          "div.e-batch-scroll",
          { tabindex: "0", role: "region", "aria-label": t("Results") },
          el(
            "table.e-grid",
            { style: `--across: ${across.values.length}` },
            el("caption.e-unseen", null, batch.title),
            el(
              "thead",
              null,
              el(
                "tr",
                null,
                down.length ? el("td") : null,
                across.labels.map((value) => el("th", { scope: "col" }, value)),
              ),
            ),
            el(
              "tbody",
              null,
              [...rows.values()].map((row) =>
                el(
                  "tr",
                  null,
                  down.length
                    ? el(
                        "th",
                        { scope: "row" },
                        row.labels.map((label) => el("span", null, label)),
                      )
                    : null,
                  across.values.map((_, place) => el("td", { dataset: { cell: row.cells[place]?.position ?? "" } })),
                ),
              ),
            ),
          ),
        ),
      );
    }
    for (const place of body.querySelectorAll("td[data-cell]")) {
      if (place.dataset.cell !== "") drawCell(place, batch.cells[Number(place.dataset.cell)]);
    }
  }

  function drawCell(place, cell) {
    const job = cell.job,
      outputs = job?.outputs ?? [];
    const blank =
      cell.problem || cell.refused || (!job ? t("not started") : outputs.length ? "" : job.final ? job.words : "");
    const mark = JSON.stringify([job?.id, job?.final, outputs.map((one) => one.id), blank]);
    if (place.dataset.mark !== mark) {
      place.dataset.mark = mark;
      place.replaceChildren(
        ...(outputs.length
          ? pictured(cell)
          : job && !job.final
            ? underWay()
            : [el("p.e-cell-words", { dataset: { state: job?.state ?? "" } }, blank)]),
      );
      if (job?.final && !outputs.length) place.append(button(t("See it"), () => see(job), "quiet"));
    }
    if (job && !job.final && place.bar) {
      place.bar.show(progress(job));
      setText(place.words, job.words);
    }
    function underWay() {
      place.words = el("p.e-cell-words");
      place.bar = progressBar(t("Progress"));
      return [place.words, place.bar];
    }
  }

  function pictured(cell) {
    const asset = result(cell);
    const many =
      cell.job.outputs.length > 1 && batch.capability !== "pbr-material"
        ? t("1 of {outputs}", { outputs: cell.job.outputs.length })
        : "";
    return [
      el(
        "button.e-cell-open",
        {
          type: "button",
          "aria-label": t("Enlarge: {cell}", { cell: labels(cell).join(", ") || asset.alt }),
          onclick: () => enlarge(cell),
        },
        el("img", {
          src: asset.thumb,
          alt: "",
          loading: "lazy",
          style: asset.width ? `aspect-ratio: ${asset.width} / ${asset.height}` : null,
        }),
        many && el("small.e-cell-count", null, many),
      ),
      el(
        "label.e-cell-pick",
        { title: t("Select to compare") },
        el("input", {
          type: "checkbox",
          checked: picked.has(cell.position),
          "aria-label": t("Select {cell} to compare", { cell: labels(cell).join(", ") }),
          onchange: (event) => {
            if (event.target.checked && picked.size >= 9) {
              event.target.checked = false;
              return toast(t("Choose at most 9 to compare."));
            }
            if (event.target.checked) picked.add(cell.position);
            else picked.delete(cell.position);
            drawActs();
          },
        }),
      ),
    ];
  }

  function enlarge(cell) {
    const all = batch.cells.flatMap((one) =>
      (one.job?.outputs ?? []).map((asset) => ({ ...asset, title: labels(one).join(" · "), job: one.job })),
    );
    const first = all.findIndex((asset) => asset.job.id === cell.job.id);
    lightbox(all, first, (asset, shut) => [
      oneDownload(asset),
      button(t("See its job"), () => {
        shut();
        see(asset.job);
      }),
    ]);
  }

  function see(job) {
    const { capability } = batch;
    close();
    showJob(capability, job.id);
  }

  // A new job of the panel, or one that was asked for, belongs on the stage.
  for (const name of ["easel:kick", "easel:select"])
    window.addEventListener(name, () => {
      if (batch) close();
    });
  everySecond(node, () => {
    if (batch?.counts.under_way) drawGrid();
  });

  return { open, close };
};
