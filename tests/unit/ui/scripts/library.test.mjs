// Rows of the wall, ranges of a selection, and the axis of a plot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { selectionOf } from "../../../../ui/static/library/selection.js";
import { besideRow, rowAt, wallRows } from "../../../../ui/static/library/wall_rows.js";
import { axis } from "../../../../ui/static/tabs/plot_axis.js";

const pictures = (count, width, height) => Array.from({ length: count }, () => ({ width, height }));

test("full rows end at the wall's edge, and every picture stands in one", () => {
  const items = [...pictures(3, 1600, 900), ...pictures(4, 600, 900), ...pictures(2, 1000, 1000)];
  const rows = wallRows(items, 1000, 8, 220);
  assert.equal(rows[0].first, 0);
  assert.equal(rows.at(-1).after, items.length);
  rows.forEach((row, at) => {
    assert.ok(row.height <= 220);
    if (at) assert.equal(row.first, rows[at - 1].after);
    if (at) assert.ok(Math.abs(row.top - (rows[at - 1].top + rows[at - 1].height + 8)) < 1e-9);
    if (at < rows.length - 1) assert.ok(Math.abs(row.lefts.at(-1) + row.widths.at(-1) - 1000) < 1e-6);
  });
});

test("a short last row is no higher than the others, a very wide picture no wider than allowed", () => {
  const [row] = wallRows(pictures(1, 500, 500), 1000, 8, 220);
  assert.deepEqual([row.height, row.widths], [220, [220]]);
  const [wide] = wallRows(pictures(1, 9000, 100), 2000, 8, 220);
  assert.equal(wide.widths[0], 3.2 * 220);
  assert.deepEqual(wallRows([], 1000, 8, 220), []);
});

test("a row is found by its height, and the picture above or below by its middle", () => {
  const rows = wallRows(pictures(12, 1000, 1000), 892, 8, 220);
  assert.deepEqual(
    rows.map((row) => row.after),
    [4, 8, 12],
  );
  assert.deepEqual([rowAt(rows, 0), rowAt(rows, rows[1].top + 1), rowAt(rows, 1e6)], [0, 1, 3]);
  assert.equal(besideRow(rows, 1, 1), 5);
  assert.equal(besideRow(rows, 6, -1), 2);
  assert.equal(besideRow(rows, 2, -1), 2, "there is none above");
});

const selected = (ids) => {
  let changes = 0;
  const items = ids.map((id) => ({ id }));
  const selection = selectionOf({ items: () => items, changed: () => (changes += 1) });
  return {
    selection,
    list: () =>
      selection
        .list()
        .map(({ id }) => id)
        .sort()
        .join(""),
    changes: () => changes,
  };
};

test("a range goes from the last press in either direction", () => {
  const { selection, list, changes } = selected([..."abcdef"]);
  selection.press("d");
  selection.press("b", { range: true });
  assert.equal(list(), "bcd");
  selection.press("e", { range: true, from: "d" });
  assert.equal(list(), "bcde");
  selection.press("c");
  assert.equal(list(), "bde");
  assert.equal(changes(), 4);
});

test("a range without a beginning is one; what is gone is unselected", () => {
  const { selection, list } = selected([..."abc"]);
  selection.press("b", { range: true });
  assert.equal(list(), "b");
  selection.all();
  selection.drop(["a", "b"]);
  assert.equal(list(), "c");
  selection.renew([{ id: "c", favourite: true }, { id: "a" }]);
  assert.deepEqual(selection.list(), [{ id: "c", favourite: true }]);
  selection.pick(true);
  selection.clear();
  assert.equal(selection.active(), false);
});

test("an axis ends round, in at most four steps", () => {
  for (const [most, whole, times, step, top] of [
    [0, true, false, 1, 1],
    [7, true, false, 5, 10],
    [0.12, false, false, 0.05, 0.15],
    [95, false, true, 60, 120],
    [400, false, true, 180, 540],
    [1000, true, false, 500, 1000],
  ]) {
    const found = axis(most, whole, times);
    assert.ok(Math.abs(found.step - step) < 1e-9 && Math.abs(found.top - top) < 1e-9, JSON.stringify([most, found]));
    assert.ok(found.top / found.step <= 4.001);
  }
});
