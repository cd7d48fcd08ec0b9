// Durations, sizes, moments and amounts in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, sizeWords, when } from "../../../../ui/static/kit/words.js";
import { share, usd, waitBriefly } from "../../../../ui/static/tabs/usage_words.js";

const table = (say, pairs) => {
  for (const [given, words] of pairs) assert.equal(say(given), words, String(given));
};

test("durations are seconds until they are long", () => {
  table(duration, [
    [-3, "0 s"],
    [0.4, "0 s"],
    [99.4, "99 s"],
    [100, "1 min 40 s"],
    [120, "2 min"],
    [3599, "59 min 59 s"],
    [3600, "1 h 0 min"],
    [7325, "2 h 2 min"],
  ]);
});

test("sizes are kB and MB of a thousand", () => {
  table(sizeWords, [
    [1, "1 kB"],
    [1499, "1 kB"],
    [999_000, "999 kB"],
    [1_500_000, "1.5 MB"],
    [12_400_000, "12 MB"],
  ]);
});

test("a moment of today or yesterday says so, by the visitor's midnight", () => {
  const now = new Date(2026, 10, 30, 9, 5);
  const at = (...when_) => when(new Date(...when_).getTime(), now);
  assert.match(at(2026, 10, 30, 0, 0), /^today, /);
  assert.match(at(2026, 10, 29, 23, 59), /^yesterday, /);
  assert.match(at(2026, 10, 29, 0, 0), /^yesterday, /);
  assert.match(at(2026, 10, 28, 23, 59), /2026/);
});

test("amounts show fractions of a cent only where they matter", () => {
  table(usd, [
    [0, "$0.00"],
    [0.00005, "under $0.0001"],
    [0.0375, "$0.0375"],
    [0.03, "$0.03"],
    [0.125, "$0.13"],
    [12, "$12.00"],
  ]);
});

test("a share that is not nothing is not said to be", () => {
  assert.equal(share(0, 0), "–");
  assert.equal(share(0, 9), "0 %");
  assert.equal(share(1, 1000), "under 1 %");
  assert.equal(share(1, 3), "33 %");
});

test("a wait says its range only where there is one", () => {
  assert.equal(waitBriefly({ wait_s: null }), "–");
  assert.equal(waitBriefly({ wait_s: { low: 5, usual: 5, high: 5 } }), "5 s");
  assert.equal(waitBriefly({ wait_s: { low: 5, usual: 8, high: 120 } }), "8 s (5 s–2 min)");
});
