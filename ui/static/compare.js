// Before and after in one frame: a range input lies over the pictures, so dragging, touch and arrow keys all work.
(() => {
  "use strict";
  const Easel = window.Easel;
  if (Easel.compare) return;
  const { el } = Easel;

  // before, after: {src, alt}; ratio: width / height of the result. Returns the element.
  Easel.compare = (before, after, ratio) => {
    const frame = el("div.e-compare", { style: `--ratio: ${ratio}` });
    const range = el("input", {
      type: "range", min: 0, max: 100, step: 0.5, value: 50, "aria-label": "Share of the original that is shown",
      oninput: () => place(),
    });
    const place = () => {
      frame.style.setProperty("--at", `${range.value}%`);
      range.setAttribute("aria-valuetext", `${Math.round(range.value)} % before`);
    };
    frame.append(
      el("img.e-compare-after", { src: after.src, alt: after.alt }),
      el("img.e-compare-before", { src: before.src, alt: before.alt, referrerpolicy: "no-referrer",
        onerror: () => frame.classList.add("e-compare-alone") }),
      el("span.e-compare-line", { "aria-hidden": "true" }),
      el("span.e-compare-tag.e-left", { "aria-hidden": "true" }, "Before"),
      el("span.e-compare-tag.e-right", { "aria-hidden": "true" }, "After"),
      range);
    place();
    return frame;
  };
})();
