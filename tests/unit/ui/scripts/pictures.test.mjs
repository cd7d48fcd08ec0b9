// The part of a picture that is cut out, an area of a mask that is filled, and where a menu stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, moved, pulled, turnedOnce } from "../../../../ui/static/form/tray/crop_box.js";
import { flood } from "../../../../ui/static/form/tray/flood.js";
import { placeBelow } from "../../../../ui/static/kit/menu.js";

const near = (box, wanted) => box.forEach((edge, at) => assert.ok(Math.abs(edge - wanted[at]) < 1e-9, `${box}`));

test("four quarter turns are none, one puts the top at the right", () => {
  const box = [0.1, 0.2, 0.4, 0.9];
  near(turnedOnce([0, 0, 1, 0.25]), [0.75, 0, 1, 1]);
  near([1, 2, 3, 4].reduce(turnedOnce, box), box);
});

test("a part that is moved stays as large, within the picture", () => {
  near(moved([0.5, 0.5, 0.75, 0.75], 0.9, -0.1), [0.75, 0.4, 1, 0.65]);
  near(moved([0.5, 0.5, 0.75, 0.75], -0.9, -0.9), [0, 0, 0.25, 0.25]);
});

test("a shape is as large as it can be around the middle", () => {
  near(filled([0.5, 0, 1, 1], 0.5), [0.5, 0, 1, 1]);
  near(filled([0, 0, 1, 1], 2), [0, 0.25, 1, 0.75]);
  near(filled([0.9, 0, 1, 0.1], 0.5), [0.5, 0, 1, 1]);
});

test("a corner that is pulled leaves the one across from it", () => {
  near(pulled([0.2, 0.2, 0.8, 0.8], "nw", 0.1, 0.2, 0), [0.3, 0.4, 0.8, 0.8]);
  near(pulled([0.2, 0.2, 0.8, 0.8], "se", 9, 9, 0), [0.2, 0.2, 1, 1]);
  near(pulled([0.2, 0.2, 0.8, 0.8], "se", -9, -9, 0), [0.2, 0.2, 0.22, 0.22]);
});

test("a corner that is pulled keeps the shape", () => {
  near(pulled([0.2, 0.2, 0.4, 0.3], "se", 0.2, 0, 2), [0.2, 0.2, 0.6, 0.4]);
  near(pulled([0.5, 0.6, 0.7, 0.8], "se", 0.3, 0, 1), [0.5, 0.6, 0.9, 1]);
  near(pulled([0.5, 0.2, 0.7, 0.4], "nw", -0.5, 0, 1), [0.3, 0, 0.7, 0.4]);
});

const rows = (...lines) => Uint8Array.from(lines.join("").replaceAll(" ", ""), (mark) => (mark === "#" ? 255 : 0));
const shown = (marked, width) =>
  Array.from(marked, (value) => (value ? "#" : "."))
    .join("")
    .match(new RegExp(`.{${width}}`, "g"));

test("filling goes to the edge of what is drawn, over its rim, and not round the picture's side", () => {
  const marked = rows("...#.", "...#.", "####.", ".....");
  assert.equal(flood(marked, 5, 0.9, 1.2), true);
  assert.deepEqual(shown(marked, 5), ["####.", "####.", "####.", "....."]);
  const side = rows(".#...", "##...", ".....");
  flood(side, 5, 0, 0);
  assert.deepEqual(shown(side, 5), ["##...", "##...", "....."]);
});

test("filling what is marked changes nothing; a soft rim is crossed by one pixel", () => {
  const marked = rows("#....");
  assert.equal(flood(marked, 5, 0, 0), false);
  const soft = Uint8Array.from([0, 0, 200, 200, 0]);
  flood(soft, 5, 0, 0);
  assert.deepEqual([...soft], [255, 255, 255, 200, 0]);
});

test("a menu stands below its button, above where there is more room, and within the window", () => {
  assert.deepEqual(placeBelow({ left: 100, top: 50, bottom: 80 }, 200, 300, 1000, 800), { left: 100, top: 84 });
  assert.deepEqual(placeBelow({ left: 950, top: 700, bottom: 730 }, 200, 300, 1000, 800), { left: 792, top: 396 });
  assert.deepEqual(placeBelow({ left: -20, top: 10, bottom: 40 }, 200, 900, 1000, 800), { left: 8, top: 44 });
});
