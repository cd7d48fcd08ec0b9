// What a batch says of itself, which acts it offers, and where its cells stand in the grid.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellLabels,
  cellResult,
  cellResults,
  gridRows,
  variedAxes,
} from "../../../../ui/static/batches/batch_cells.js";
import { batchWords, cellWords, doneShare, offeredActs } from "../../../../ui/static/batches/batch_words.js";

const NONE = { done: 0, under_way: 0, waiting: 0, failed: 0, unclear: 0, repeatable: 0 };
const axis = (name, ...values) => ({ name, values, labels: values.map((value) => value.toUpperCase()) });
const AXES = [axis("Colour", "red", "blue"), axis("Seed", "1"), axis("Model", "a", "b", "c")];
const cells = [0, 1].flatMap((colour) =>
  [0, 1, 2].map((model) => ({
    position: 3 * colour + model,
    at: [colour, 0, model],
    job: null,
    problem: "",
    refused: "",
  })),
);
const batch = (state, counts = {}, axes = AXES) => ({ state, submits: 6, counts: { ...NONE, ...counts }, axes, cells });
const names = (acts) => acts.map((act) => act.name);

test("an axis of one value sets nothing apart", () => {
  assert.deepEqual(
    variedAxes(batch("done")).map((one) => [one.name, one.place]),
    [
      ["Colour", 0],
      ["Model", 2],
    ],
  );
  assert.deepEqual(cellLabels(batch("done"), cells[4]), ["BLUE", "B"]);
});

test("any axis can go across, the others make the rows", () => {
  const positions = (columns) => gridRows(batch("done"), columns).map((row) => row.cells.map((cell) => cell.position));
  assert.deepEqual(positions(2), [
    [0, 1, 2],
    [3, 4, 5],
  ]);
  assert.deepEqual(positions(0), [
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  assert.deepEqual(
    gridRows(batch("done"), 0).map((row) => row.labels),
    [["A"], ["B"], ["C"]],
  );
});

test("a cell that is missing leaves its place empty", () => {
  const few = { ...batch("done"), cells: [cells[0], cells[5]] };
  const rows = gridRows(few, 2);
  assert.deepEqual(
    rows.map((row) => [0, 1, 2].map((place) => row.cells[place]?.position ?? null)),
    [
      [0, null, null],
      [null, null, 5],
    ],
  );
});

test("a material stands in the grid as its base colour", () => {
  const height = { id: "h", label: "height" };
  const colour = { id: "c", label: "basecolor" };
  assert.equal(cellResult({ job: { outputs: [height, colour] } }), colour);
  assert.equal(cellResult({ job: { outputs: [height] } }), height);
  assert.equal(cellResult({ job: null }), null);
  assert.deepEqual(cellResults({ cells: [{ job: null }, { job: { outputs: [height] } }] }), [height]);
});

test("a batch says how far it is", () => {
  assert.equal(batchWords(batch("planned")), "6 requests, nothing sent");
  assert.equal(batchWords({ ...batch("planned"), submits: 1 }), "1 request, nothing sent");
  const counts = { done: 2, under_way: 1, failed: 1, unclear: 1, waiting: 1 };
  assert.equal(batchWords(batch("running", counts)), "2 of 6 done · 1 under way · 1 failed · 1 unclear");
  assert.equal(batchWords(batch("stopped", { done: 2, waiting: 4 })), "2 of 6 done · 4 not started");
});

test("its bar counts what is over, and goes where all is well", () => {
  assert.equal(doneShare(batch("planned")), null);
  assert.equal(doneShare(batch("running", { waiting: 2, under_way: 1, done: 3 })), 0.5);
  assert.equal(doneShare(batch("done", { done: 6 })), null);
  assert.equal(doneShare(batch("done", { done: 5, failed: 1 })), 1);
  assert.equal(doneShare({ ...batch("running"), submits: 0 }), 1);
});

test("before it is sent, a plan can be started or forgotten", () => {
  const acts = offeredActs(batch("planned", { waiting: 6 }), 0);
  assert.deepEqual(names(acts), ["start", "drop"]);
  assert.equal(acts[0].label, "Start 6 requests");
});

test("what is offered follows how it stands", () => {
  assert.deepEqual(names(offeredActs(batch("running", { waiting: 6 }), 0)), ["stop"]);
  assert.deepEqual(names(offeredActs(batch("running", { done: 2, repeatable: 1 }), 0)), [
    "stop",
    "repeat",
    "picture",
    "vote",
  ]);
  assert.deepEqual(names(offeredActs(batch("stopped", { waiting: 2 }), 0)), ["resume", "remove"]);
  assert.deepEqual(names(offeredActs(batch("stopped", { done: 1 }), 1)), ["picture", "remove"]);
  assert.deepEqual(names(offeredActs(batch("done", { done: 6 }), 2)), ["picture", "remove", "compare", "vote"]);
});

test("a vote needs several models", () => {
  const axes = [...AXES.slice(0, 2), axis("Model", "a")];
  assert.ok(!names(offeredActs(batch("done", { done: 6 }, axes), 2)).includes("vote"));
});

test("a cell without a picture says why", () => {
  const job = (final, outputs = []) => ({ final, outputs, words: "failed" });
  assert.equal(cellWords({ problem: "too long", refused: "", job: null }), "too long");
  assert.equal(cellWords({ problem: "", refused: "budget", job: null }), "budget");
  assert.equal(cellWords({ problem: "", refused: "", job: null }), "not started");
  assert.equal(cellWords({ problem: "", refused: "", job: job(true) }), "failed");
  assert.equal(cellWords({ problem: "", refused: "", job: job(false) }), "");
  assert.equal(cellWords({ problem: "", refused: "", job: job(true, [{}]) }), "");
});
