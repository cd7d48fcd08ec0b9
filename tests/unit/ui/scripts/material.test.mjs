// What the desk below a material asks for, what is taken away, and which files are sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { broughtTrouble, withoutClutter } from "../../../../ui/static/material/brought_files.js";
import { changeOf, firstChange, wayOf, workOf } from "../../../../ui/static/material/desk/change_settings.js";
import { exportWish, takenFrom, toggled } from "../../../../ui/static/material/desk/take_choices.js";
import {
  drawingOf,
  drawingWish,
  firstDrawing,
  placeOfWear,
  shiftWords,
  wearAt,
  wearWords,
} from "../../../../ui/static/material/draw_settings.js";
import { percentWords, timesWords } from "../../../../ui/static/material/material_controls.js";

const JOB = { id: "this", made_from: "before", made_with: null };
const coated = (settings) => ({ ...JOB, made_with: { operation: "overlay_material", ...settings } });
const blended = (settings) => ({ ...JOB, made_with: { operation: "blend_materials", ...settings } });

test("a change is asked for with the settings of its own way", () => {
  const change = { ...firstChange(), overlay: "rust", seed: 7 };
  assert.deepEqual(workOf(change, JOB), {
    operation: "overlay_material",
    settings: { material: "this", overlay: "rust", amount: 0.5, scale: 1, seed: 7 },
  });
  assert.equal(workOf({ ...change, way: "blend" }, JOB), null);
  assert.deepEqual(workOf({ ...change, way: "blend", above: "sand", share: 0.3 }, JOB), {
    operation: "blend_materials",
    settings: { material: "this", above: "sand", amount: 0.3, softness: 0.2 },
  });
});

test("a version that was changed here is tried again in its place", () => {
  const job = coated({ material: "before", overlay: "snow", amount: 0.8, scale: 2, seed: 3 });
  assert.equal(wayOf(job), "coat");
  const change = { ...firstChange(), ...changeOf(job) };
  assert.deepEqual(workOf(change, job).settings, {
    material: "before",
    overlay: "snow",
    amount: 0.8,
    scale: 2,
    seed: 3,
  });
  assert.equal(workOf({ ...change, on: "this" }, job).settings.material, "this");
});

test("of a blend the other material and its share come back", () => {
  const change = { ...firstChange(), ...changeOf(blended({ above: "sand", amount: 0.7, softness: 0.1 })) };
  assert.deepEqual([change.above, change.share, change.softness, change.amount], ["sand", 0.7, 0.1, 0.5]);
});

test("any other material is changed as it is, and the sliders stay", () => {
  for (const job of [JOB, { ...JOB, made_with: { operation: "draw_material" } }]) {
    assert.equal(wayOf(job), undefined);
    const change = { ...firstChange(), on: "before", amount: 0.9, above: "sand", ...changeOf(job) };
    assert.deepEqual([change.on, change.amount, change.above], ["this", 0.9, null]);
  }
});

test("what is drawn leaves to the words what was not set", () => {
  assert.deepEqual(drawingWish({ ...firstDrawing(), words: "brick" }), {
    words: "brick",
    seed: 0,
    size_px: 1024,
    relief: 1,
    roughness_shift: 0,
  });
  assert.equal(drawingWish({ ...firstDrawing(), wear: 0 }).wear, 0);
});

test("a drawn material's settings come back, those of the work itself do not", () => {
  const drawing = drawingOf({ operation: "draw_material", words: "oak", seed: 5, colour: "#aabbcc", wear: null });
  assert.deepEqual(drawing, { ...firstDrawing(), words: "oak", seed: 5, colour: "#aabbcc" });
});

test("below new, wear is as the words say", () => {
  assert.deepEqual([-5, 0, 40].map(wearAt), [null, 0, 0.4]);
  assert.deepEqual([null, 0, 0.4].map(placeOfWear), [-5, 0, 40]);
  assert.deepEqual([-5, 0, 40].map(wearWords), ["As worded", "0 %", "40 %"]);
});

test("sliders say factors, shares and shifts", () => {
  assert.deepEqual([-2, -0.25, 0, 1.75].map(timesWords), ["0.25×", "0.84×", "1×", "3.4×"]);
  assert.deepEqual([-50, 0, 5].map(shiftWords), ["−50 %", "As worded", "+5 %"]);
  assert.equal(percentWords(40), "40 %");
});

test("what a browser kept is taken where it is ours", () => {
  const usual = { targets: ["maps", "gltf"], bits: 8, longest_px: null, height_exr: null };
  for (const text of [null, "", "{", "[]", '"maps"', '{"targets": "maps", "bits": 16}'])
    assert.deepEqual(takenFrom(text), usual);
  assert.deepEqual(takenFrom('{"targets": ["usd"], "bits": 16}'), { ...usual, targets: ["usd"], bits: 16 });
});

test("an export names only what was chosen, its targets in their order", () => {
  assert.deepEqual(exportWish(takenFrom(null)), { targets: ["maps", "gltf"], bits: 8 });
  assert.deepEqual(toggled(["maps", "gltf", "usd"], ["usd", "maps"], "gltf", true), ["maps", "gltf", "usd"]);
  assert.deepEqual(toggled(["maps", "gltf", "usd"], ["usd", "maps"], "maps", false), ["usd"]);
});

const brought = (name, size = 1) => ({ name, file: { size } });

test("what systems put into folders is left out", () => {
  const names = ["set/a.png", "__MACOSX/set/._a.png", "set/.DS_Store", "set/Thumbs.db", "desktop.ini", "a.b.png"];
  assert.deepEqual(withoutClutter(names.map((name) => ({ name }))), [{ name: "set/a.png" }, { name: "a.b.png" }]);
});

test("too many files, too large ones, and none are refused before they are sent", () => {
  const many = Array.from({ length: 201 }, (_, place) => brought(`${place}.png`));
  assert.equal(broughtTrouble([]), "There is no file in it.");
  assert.match(broughtTrouble(many), /^201 files are more/);
  assert.equal(broughtTrouble(many.slice(1)), "");
  assert.match(broughtTrouble([brought("a.png"), brought("b.zip", 210e6)]), /^b\.zip has 210 MB/);
});
