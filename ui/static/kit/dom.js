// Building elements. Text from people or vendors reaches the page by textContent only.

// el("button.e-button", {type: "button", onclick: f, "aria-label": "…"}, "text", child, …)
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
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
};

// kind: how a button of the house looks ("", "primary", "quiet", "over"); or the classes of one that looks otherwise, as
// ".e-link", or null for none. label: what it is called where its text does not say.
export const button = (text, onclick, kind = "", label) => {
  const house = `.e-button${kind && `.e-button-${kind}`}`;
  const classes = kind === null ? "" : kind.startsWith(".") ? kind : house;
  return el(`button${classes}`, { type: "button", onclick, title: label, "aria-label": label }, text);
};

// Write only what changed, so that selections, focus and screen readers are left alone.
export const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

// Makes the children of `parent` be `items`, in order, reusing nodes by id.
export const reconcile = (parent, items, { create, update }) => {
  const kept = new Map([...parent.children].map((node) => [node.dataset.id, node]));
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
