// @ts-check
// Building elements. Text from people or vendors reaches the page by textContent only.

/** @typedef {string | Node | null | undefined | false} Part What stands in an element; nothing where it is empty. */
/** @typedef {Part | readonly Part[]} Parts */
/**
 * Attributes by name. `on…` listens, `dataset` holds data, true writes an attribute without a value; null, undefined and
 * false write none.
 * @typedef {Record<string, any> | null} Attributes
 */
/**
 * The element that a selector like "button.e-button" names.
 * @template {string} S
 * @typedef {S extends `${infer Tag}.${string}` ? Named<Tag> : Named<S>} Made
 */
/**
 * @template {string} Tag
 * @typedef {Tag extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Tag] : HTMLElement} Named
 */
/**
 * A node that carries more than the page's own: what its maker hangs on it.
 * @template {object} Own
 * @typedef {HTMLElement & Own} With
 */

/**
 * el("button.e-button", {type: "button", onclick: f, "aria-label": "…"}, "text", child, …)
 * @template {string} S
 * @param {S} selector A tag and its classes.
 * @param {Attributes} [attributes]
 * @param {Parts[]} children
 * @returns {Made<S>}
 */
export const el = (selector, attributes, ...children) => {
  const [tag, ...classes] = selector.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  const parts = /** @type {Part[]} */ (children.flat());
  node.append(...parts.filter((part) => part !== null && part !== undefined && part !== false));
  return /** @type {Made<S>} */ (node);
};

/**
 * A shape of a drawing: svg("line", {x1: 0, …})
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number> | null} [attributes]
 * @param {(string | Node)[]} children
 */
export const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
};

/**
 * @param {string} text
 * @param {((event: PointerEvent & {currentTarget: HTMLButtonElement}) => unknown) | undefined} onclick
 * @param {string | null} [kind] How a button of the house looks ("", "primary", "quiet", "over"); or the classes of one
 *   that looks otherwise, as ".e-link", or null for none.
 * @param {string} [label] What it is called where its text does not say.
 */
export const button = (text, onclick, kind = "", label) => {
  const house = `.e-button${kind && `.e-button-${kind}`}`;
  const classes = kind === null ? "" : kind.startsWith(".") ? kind : house;
  const made = el(`button${classes}`, { type: "button", onclick, title: label, "aria-label": label }, text);
  return /** @type {HTMLButtonElement} */ (made);
};

/**
 * Write only what changed, so that selections, focus and screen readers are left alone.
 * @param {Node} node
 * @param {string} text
 */
export const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/**
 * Makes the children of `parent` be `items`, in order, reusing nodes by id.
 * @template {{id: string}} Item
 * @template {HTMLElement} Made
 * @param {HTMLElement} parent
 * @param {readonly Item[]} items
 * @param {{create: (item: Item) => Made, update: (node: Made, item: Item) => void}} how
 */
export const reconcile = (parent, items, { create, update }) => {
  const children = /** @type {Made[]} */ ([...parent.children]);
  const kept = new Map(children.map((node) => [node.dataset.id, node]));
  items.forEach((item, place) => {
    let node = kept.get(item.id);
    if (node) kept.delete(item.id);
    else {
      node = create(item);
      node.dataset.id = item.id;
    }
    update(node, item);
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
  for (const node of kept.values()) node.remove();
};

/**
 * @param {EventTarget | null} target Where an event happened.
 * @returns {HTMLElement | null} The element that is; null for a text, a drawing or the document.
 */
export const elementAt = (target) => (target instanceof HTMLElement ? target : null);
