// @ts-check
// A cell of the grid: its picture to enlarge and to pick, how far its job is, or why there is none.
import { progressBar } from "../kit/bar.js";
import { button, el, setText } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { same } from "../kit/values.js";
import { progress } from "../results/job_time.js";
import { cellLabels, cellResult } from "./batch_cells.js";
import { cellWords } from "./batch_words.js";

/** @import { AssetView, BatchView, CellJob, CellView } from "../views.d.ts" */
/**
 * @typedef {object} CellActs
 * @property {(cell: CellView) => void} enlarge
 * @property {(job: CellJob) => void} see Leads to the job on the stage.
 * @property {(position: number) => boolean} isPicked
 * @property {(position: number, on: boolean) => boolean} pick Returns whether it is picked now.
 */

export class GridCell {
  /** @param {CellActs} acts */
  constructor(acts) {
    this.acts = acts;
    this.node = el("td");
    this.words = el("p.e-cell-words");
    this.bar = progressBar(t("Progress"));
    /** @type {unknown} */
    this.drawn = null; // what the node was drawn of
  }

  /**
   * @param {BatchView} batch
   * @param {CellView} cell As it is now.
   */
  show(batch, cell) {
    const { job } = cell;
    const blank = cellWords(cell);
    const now = [job?.id, job?.final, job?.outputs.map((one) => one.id), blank];
    if (!same(now, this.drawn)) {
      this.drawn = now;
      this.node.replaceChildren(...this.content(batch, cell, blank));
    }
    if (!job || job.final) return;
    this.bar.show(progress(job));
    setText(this.words, job.words);
  }

  /**
   * @param {BatchView} batch
   * @param {CellView} cell
   * @param {string} blank
   */
  content(batch, cell, blank) {
    const { job } = cell;
    const asset = cellResult(cell);
    if (asset) return [this.opener(batch, cell, asset), this.picker(batch, cell)];
    if (job && !job.final) return [this.words, this.bar];
    const words = el("p.e-cell-words", { dataset: { state: job?.state ?? "" } }, blank);
    return job ? [words, button(t("See it"), () => this.acts.see(job), "quiet")] : [words];
  }

  /**
   * @param {BatchView} batch
   * @param {CellView} cell
   * @param {AssetView} asset
   */
  opener(batch, cell, asset) {
    const many = batch.capability === "pbr-material" ? 0 : (cell.job?.outputs.length ?? 0);
    const shape = asset.width ? `aspect-ratio: ${asset.width} / ${asset.height}` : null;
    const label = t("Enlarge: {cell}", { cell: cellLabels(batch, cell).join(", ") || asset.alt });
    return el(
      "button.e-cell-open",
      { type: "button", "aria-label": label, onclick: () => this.acts.enlarge(cell) },
      el("img", { src: asset.thumb, alt: "", loading: "lazy", style: shape }),
      many > 1 && el("small.e-cell-count", null, t("1 of {outputs}", { outputs: many })),
    );
  }

  /**
   * @param {BatchView} batch
   * @param {CellView} cell
   */
  picker(batch, cell) {
    const box = el("input", {
      type: "checkbox",
      checked: this.acts.isPicked(cell.position),
      "aria-label": t("Select {cell} to compare", { cell: cellLabels(batch, cell).join(", ") }),
      onchange: () => {
        box.checked = this.acts.pick(cell.position, box.checked);
      },
    });
    return el("label.e-cell-pick", { title: t("Select to compare") }, box);
  }
}
