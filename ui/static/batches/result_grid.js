// @ts-check
// The results of a batch as a table, one axis across and the others down.
import { el } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { gridRows } from "./batch_cells.js";
import { GridCell } from "./grid_cell.js";

/** @import { BatchView } from "../views.d.ts" */
/** @import { CellActs } from "./grid_cell.js" */

export class ResultGrid {
  /**
   * @param {BatchView} batch
   * @param {number} columns The place of the axis that goes across.
   * @param {CellActs} acts
   */
  constructor(batch, columns, acts) {
    /** @type {Map<number, GridCell>} */
    this.cells = new Map(); // by position
    const rows = gridRows(batch, columns);
    const across = batch.axes[columns];
    const corner = rows[0]?.labels.length ? el("td") : null;
    const head = across.labels.map((value) => el("th", { scope: "col" }, value));
    const lines = rows.map(({ labels, cells }) => {
      const heads = labels.map((label) => el("span", null, label));
      const places = across.values.map((_, place) => this.place(cells[place]?.position, acts));
      return el("tr", null, heads.length > 0 && el("th", { scope: "row" }, heads), places);
    });
    this.node = el(
      "div.e-batch-scroll",
      { tabindex: "0", role: "region", "aria-label": t("Results") },
      el(
        "table.e-grid",
        { style: `--across: ${across.values.length}` },
        el("caption.e-unseen", null, batch.title),
        el("thead", null, el("tr", null, corner, head)),
        el("tbody", null, lines),
      ),
    );
  }

  /**
   * @param {number | undefined} position Of a cell; undefined where there is none.
   * @param {CellActs} acts
   */
  place(position, acts) {
    if (position === undefined) return el("td");
    const cell = new GridCell(acts);
    this.cells.set(position, cell);
    return cell.node;
  }

  /** @param {BatchView} batch As it is now. */
  show(batch) {
    for (const [position, cell] of this.cells) cell.show(batch, batch.cells[position]);
  }
}
