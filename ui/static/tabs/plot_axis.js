// @ts-check
// Where the axis of a plot ends, and its steps.

const TIME_STEPS_S = [1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 14400];

/**
 * A round top for the axis, in at most four steps: 1, 2 or 5 times a power of ten, or what clocks are read by.
 * @param {number} most The largest value.
 * @param {boolean} whole Whether values are whole numbers.
 * @param {boolean} times Whether they are seconds.
 */
export const axis = (most, whole, times) => {
  const rough = Math.max(most || 0.03, whole || times ? 1 : 1e-6) / 3; // nothing at all: up to three cents
  const timely = times && TIME_STEPS_S.find((size) => size >= rough * 0.999);
  if (timely) return { step: timely, top: timely * Math.max(1, Math.ceil(most / timely - 1e-9)) };
  const power = 10 ** Math.floor(Math.log10(rough));
  const sizes = [1, 2, 5, 10].map((factor) => factor * power);
  const round = sizes.find((size) => size >= rough * 0.999) ?? 10 * power;
  const step = whole ? Math.max(1, Math.round(round)) : round;
  return { step, top: step * Math.max(1, Math.ceil(most / step - 1e-9)) };
};

/**
 * @param {string} date A day in UTC, "2026-11-21".
 * @param {Intl.DateTimeFormatOptions} options
 */
const dayName = (date, options) =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString([], { timeZone: "UTC", ...options });
/** @param {string} date */
export const shortDay = (date) => dayName(date, { day: "numeric", month: "short" });
/** @param {string} date */
export const fullDay = (date) => dayName(date, { weekday: "short", day: "numeric", month: "short" });
