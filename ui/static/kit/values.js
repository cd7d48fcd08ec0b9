// JSON values: the same or not, and copies.

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
export const copy = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
