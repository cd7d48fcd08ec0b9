// Plots by day as SVG: stacked bars, and ranges with a middle. Values show on hover and with the arrow keys; a table with
// the same figures stands behind each. Text by textContent.
import { button, el, setText, svg } from "../kit/dom.js";

const HEIGHT = 168,
  TOP = 8,
  BOTTOM = 22,
  RIGHT = 4;

const text = (attributes, words) => {
  const node = svg("text", attributes);
  node.textContent = words;
  return node;
};

const dayName = (date, options) =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString([], { timeZone: "UTC", ...options });
export const shortDay = (date) => dayName(date, { day: "numeric", month: "short" });
export const fullDay = (date) => dayName(date, { weekday: "short", day: "numeric", month: "short" });

const TIME_STEPS_S = [1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 14400];

// A round top for the axis, in at most four steps: 1, 2 or 5 times a power of ten, or what clocks are read by.
const axis = (most, whole, times) => {
  const rough = Math.max(most || 0.03, whole || times ? 1 : 1e-6) / 3; // nothing at all: up to three cents
  const timely = times && TIME_STEPS_S.find((size) => size >= rough * 0.999);
  if (timely) return { step: timely, top: timely * Math.max(1, Math.ceil(most / timely - 1e-9)) };
  const power = 10 ** Math.floor(Math.log10(rough));
  let step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  if (whole) step = Math.max(1, Math.round(step));
  return { step, top: step * Math.max(1, Math.ceil(most / step - 1e-9)) };
};

// One plot. `series`: [{name, className, value(day)}], stacked; or `range(day)` → {low, usual, high} or null.
// `say(value)` writes a value of the axis, `tell(day)` the line for one day, `rows(day)` its table cells.
export const dayPlot = ({
  title,
  series = [],
  range = null,
  limit = () => null,
  whole = false,
  say,
  tell,
  columns,
  rows,
}) => {
  const line = el("p.e-plot-line", { "aria-live": "polite" });
  const drawing = svg("svg", { class: "e-plot", role: "img", tabindex: "0" });
  const table = el("table.e-plot-table");
  const behind = el("div.e-plot-behind.e-unseen", null, table);
  const toggle = button(
    "Table",
    () => {
      const shown = behind.classList.toggle("e-unseen") === false;
      drawing.toggleAttribute("hidden", shown);
      line.hidden = key.hidden = shown;
      toggle.setAttribute("aria-pressed", String(shown));
    },
    "quiet",
  );
  toggle.setAttribute("aria-pressed", "false");
  toggle.setAttribute("aria-label", `Table: ${title}`);
  const key = el(
    "span.e-plot-key",
    null,
    (range
      ? [
          { name: "Usual", className: "e-part-done" },
          { name: "Most", className: "e-part-spread" },
        ]
      : series.length > 1
        ? series
        : []
    ).map(({ name, className }) => el("span", null, el(`i.${className}`, { "aria-hidden": "true" }), name)),
  );
  const node = el(
    "figure.e-plot-figure",
    null,
    el("figcaption", null, el("strong", null, title), toggle),
    line,
    drawing,
    key,
    behind,
  );

  let days = [],
    at = null,
    bars = [],
    sum = "";

  function draw() {
    const width = Math.round(drawing.clientWidth);
    if (!width || !days.length) return;
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const top_of = (day) => (range ? (range(day)?.high ?? 0) : series.reduce((all, { value }) => all + value(day), 0));
    const line_at = limit();
    const most = Math.max(...days.map(top_of));
    const { step, top } = axis(
      Math.max(most, line_at !== null && line_at < most * 4 ? line_at : 0),
      whole,
      Boolean(range),
    );
    const ticks = [];
    for (let value = 0; value <= top + step / 2; value += step) ticks.push(value);
    const left = 10 + 7 * Math.max(...ticks.map((value) => say(value).length));
    const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    const slot = (width - left - RIGHT) / days.length;
    const thick = Math.max(2, Math.min(28, slot * 0.68));
    const middle = (index) => left + slot * (index + 0.5);
    const parts = ticks.flatMap((value) => [
      svg("line", {
        class: value ? "e-plot-grid" : "e-plot-base",
        x1: left,
        x2: width - RIGHT,
        y1: y(value),
        y2: y(value),
      }),
      text({ class: "e-plot-tick", x: left - 7, y: y(value) + 4, "text-anchor": "end" }, say(value)),
    ]);
    const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((width - left) / 76))));
    days.forEach((day, index) => {
      if ((days.length - 1 - index) % every) return;
      const last = index === days.length - 1;
      parts.push(
        text(
          {
            class: "e-plot-tick",
            x: last ? width - RIGHT : middle(index),
            y: HEIGHT - 5,
            "text-anchor": last ? "end" : "middle",
          },
          shortDay(day.date),
        ),
      );
    });
    bars = days.map((day, index) => {
      const group = svg("g", { class: "e-plot-day" });
      group.append(
        svg("rect", {
          class: "e-plot-hit",
          x: left + slot * index,
          y: TOP,
          width: slot,
          height: HEIGHT - TOP - BOTTOM,
        }),
      );
      if (range) {
        const spread = range(day);
        if (spread)
          group.append(
            svg("line", {
              class: "e-plot-spread",
              x1: middle(index),
              x2: middle(index),
              y1: y(spread.high),
              y2: y(spread.low),
              "stroke-width": Math.min(6, thick),
            }),
            svg("circle", {
              class: "e-plot-usual",
              cx: middle(index),
              cy: y(spread.usual),
              r: Math.max(2.5, Math.min(4, thick / 2)),
            }),
          );
      } else {
        let below = 0;
        for (const { className, value } of series) {
          const amount = value(day);
          if (amount > 0)
            group.append(
              svg("rect", {
                class: className,
                x: middle(index) - thick / 2,
                width: thick,
                y: y(below + amount),
                height: Math.max(1, y(below) - y(below + amount)),
                rx: Math.min(2, thick / 3),
              }),
            );
          below += amount;
        }
      }
      group.addEventListener("pointerenter", () => point(index));
      return group;
    });
    parts.push(...bars);
    if (line_at !== null && line_at <= top)
      parts.push(svg("line", { class: "e-plot-limit", x1: left, x2: width - RIGHT, y1: y(line_at), y2: y(line_at) }));
    drawing.replaceChildren(...parts);
    drawing.setAttribute(
      "aria-label",
      `${title}, ${shortDay(days[0].date)} to ${shortDay(days.at(-1).date)}. ${sum} Arrow keys tell single days; the table has all.`,
    );
    point(at);
  }

  function point(index) {
    at = index === null || index >= days.length ? null : index;
    bars.forEach((bar, place) => bar.classList.toggle("e-plot-chosen", place === at));
    setText(line, at === null ? sum : `${fullDay(days[at].date)}: ${tell(days[at])}`);
  }

  drawing.addEventListener("pointerleave", () => point(null));
  drawing.addEventListener("blur", () => point(null));
  drawing.addEventListener("keydown", (event) => {
    const now = at ?? days.length;
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: days.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    point(Math.max(0, Math.min(days.length - 1, next)));
  });
  new ResizeObserver(draw).observe(drawing);

  node.show = (given, words) => {
    days = given;
    sum = words;
    table.replaceChildren(
      el("caption.e-unseen", null, title),
      el(
        "thead",
        null,
        el(
          "tr",
          null,
          ["Day", ...columns].map((name) => el("th", { scope: "col" }, name)),
        ),
      ),
      el(
        "tbody",
        null,
        [...days].reverse().map((day) =>
          el(
            "tr",
            null,
            el("th", { scope: "row" }, fullDay(day.date)),
            rows(day).map((cell) => el("td", null, cell)),
          ),
        ),
      ),
    );
    draw();
  };
  return node;
};

// A share of a row as a thin bar: parts are [className, share 0..1].
export const shares = (parts) =>
  el(
    "span.e-shares",
    { "aria-hidden": "true" },
    parts
      .filter(([, share]) => share > 0)
      .map(([className, share]) => {
        const part = el(`i.${className}`);
        part.style.width = `${Math.max(1, 100 * share).toFixed(2)}%`;
        return part;
      }),
  );
