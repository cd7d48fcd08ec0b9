// Numbers as people type them, sizes as models write them, and the words of a prompt that follow a tray.
import assert from "node:assert/strict";
import { test } from "node:test";
import { numberIn } from "../../../../ui/static/form/number_box.js";
import { countWords } from "../../../../ui/static/form/people/profile_maker.js";
import { extent, fittedSize, sides, taken } from "../../../../ui/static/form/size_values.js";
import { differing } from "../../../../ui/static/form/text_edits.js";
import { renumbered } from "../../../../ui/static/form/tray/follow.js";

test("a number is typed with a point or a comma", () => {
  for (const [typed, value] of [
    ["", null],
    ["  ", null],
    ["1,5", 1.5],
    ["1.5", 1.5],
    [",5", 0.5],
    ["-3", -3],
    ["１２", 12],
    ["1 024", 1024],
    ["0,125", 0.125],
  ])
    assert.equal(numberIn(typed), value, typed);
});

test("what is no clear number stays as it was typed", () => {
  for (const typed of ["1,000", "1.2.3", "abc", "1e9", "9007199254740993", "--2"]) assert.equal(numberIn(typed), typed);
});

const PIXELS = {
  start: "1K",
  custom: "text",
  preset_pixels: true,
  presets: [
    { value: "1K", label: "1K", width: 1024, height: 1024 },
    { value: "2K", label: "2K", width: 2048, height: 2048 },
  ],
};
const NAMED = {
  start: "square",
  custom: "object",
  preset_pixels: false,
  presets: [
    { value: "square", label: "Square", width: 512, height: 512 },
    { value: "landscape_16_9", label: "16:9", width: 1024, height: 576 },
  ],
};

test("a size in a ratio has no more pixels than the square, in steps of 16", () => {
  for (const ratio of [
    [16, 9],
    [3, 4],
    [1, 1],
  ]) {
    const [width, height] = sides(1024, ratio);
    assert.equal((width % 16) + (height % 16), 0);
    assert.ok(width * height <= 1024 * 1024 && width * height > 0.95 * 1024 * 1024);
    assert.ok(Math.abs(width / height - ratio[0] / ratio[1]) < 0.05);
  }
});

test("a pixel size is known again as its preset and ratio", () => {
  const [width, height] = sides(2048, [16, 9]);
  const found = taken(PIXELS, `${width}x${height}`);
  assert.deepEqual([found.entry.value, found.ratio], ["2K", [16, 9]]);
  assert.deepEqual(taken(PIXELS, "1K").ratio, [1, 1]);
  assert.equal(taken(PIXELS, "1000x1000"), null);
  assert.deepEqual(extent(NAMED, "landscape_16_9"), [1024, 576]);
});

test("another model keeps the shape as near as it has it", () => {
  assert.equal(fittedSize("1360x768", NAMED, PIXELS), "landscape_16_9");
  const [width, height] = sides(1024, [16, 9]);
  assert.equal(fittedSize("landscape_16_9", PIXELS, NAMED), `${width}x${height}`);
  assert.deepEqual(fittedSize({ width: 700, height: 300 }, NAMED, NAMED), { width: 700, height: 300 });
  assert.equal(fittedSize("nonsense", NAMED, null), "square");
  assert.equal(fittedSize(null, PIXELS, NAMED), "1K");
});

test("image 2 in a prompt goes on meaning the same picture", () => {
  const swapped = renumbered("image 1 beside Image 2, 图2", "image", [1, 0], 2);
  assert.equal(swapped.text, "image 2 beside Image 1, 图1");
  assert.deepEqual(swapped.moved[0], ["image 1", "image 2"]);
  assert.equal(renumbered("image 1 and image 2", "image", [1], 2).text, "image ? and image 1");
  assert.equal(renumbered("image 2", "image", [0], 2).text, "image 2", "nobody has its number");
  for (const other of ["地图2", "image 2.5", "image 12", "video 2", "imagery 2"])
    assert.equal(renumbered(other, "image", [1, 0], 2).text, other);
});

test("a text is changed only where it differs", () => {
  assert.deepEqual(differing("a red fox", "a blue fox"), { start: 2, end: 4 });
  assert.deepEqual(differing("aa", "aaa"), { start: 2, end: 0 });
  assert.deepEqual(differing("aaa", "aa"), { start: 2, end: 0 });
  assert.deepEqual(differing("", "new"), { start: 0, end: 0 });
  assert.deepEqual(differing("same", "same"), { start: 4, end: 0 });
});

test("photographs are counted towards what a profile needs", () => {
  const limits = { fewest: 30, most: 50 };
  assert.match(countWords(0, 0, limits), /^0 of 30 to 50\. Different places/);
  assert.equal(countWords(29, 1, limits), "29 of 30 to 50; 1 more is needed. Adding 1.");
  assert.equal(countWords(30, 0, limits), "30 of 30 to 50; enough.");
  assert.equal(countWords(52, 0, limits), "52 of 30 to 50; 2 too many.");
});
