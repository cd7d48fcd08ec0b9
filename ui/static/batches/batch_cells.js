// @ts-check
// What the cells of a batch are: what varies, where each stands in the grid, and which picture it shows.

/** @import { AxisView, BatchView, CellView } from "../views.d.ts" */
/** @typedef {AxisView & {place: number}} Axis An axis, and its place among all axes. */
/** @typedef {{labels: string[], cells: (CellView | undefined)[]}} GridRow Its cells by their place across. */

/**
 * The axes with more than one value.
 * @param {BatchView} batch
 * @returns {Axis[]}
 */
export const variedAxes = (batch) =>
  batch.axes.map((axis, place) => ({ ...axis, place })).filter((axis) => axis.values.length > 1);

/**
 * What sets a cell apart from the others.
 * @param {BatchView} batch
 * @param {CellView} cell
 */
export const cellLabels = (batch, cell) => variedAxes(batch).map((axis) => axis.labels[cell.at[axis.place]]);

/**
 * The result that stands for a cell: of a material its base colour.
 * @param {CellView} cell
 */
export const cellResult = (cell) => {
  const outputs = cell.job?.outputs ?? [];
  return outputs.find((one) => one.label === "basecolor") ?? outputs[0] ?? null;
};

/** @param {BatchView} batch */
export const cellResults = (batch) => batch.cells.map(cellResult).filter((asset) => asset !== null);

/**
 * The models of a batch are its last axis.
 * @param {BatchView} batch
 */
export const hasModels = (batch) => batch.axes[batch.axes.length - 1].values.length > 1;

/**
 * The rows of the grid in the order of their first cells.
 * @param {BatchView} batch
 * @param {number} columns The place of the axis that goes across.
 */
export const gridRows = (batch, columns) => {
  const down = variedAxes(batch).filter((axis) => axis.place !== columns);
  /** @type {Map<string, GridRow>} */
  const rows = new Map();
  for (const cell of batch.cells) {
    const id = down.map((axis) => cell.at[axis.place]).join(" ");
    const row = rows.get(id) ?? { labels: down.map((axis) => axis.labels[cell.at[axis.place]]), cells: [] };
    row.cells[cell.at[columns]] = cell;
    rows.set(id, row);
  }
  return [...rows.values()];
};
