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

export const button = (label, onclick, kind = "") =>
  el(`button.e-button${kind ? `.e-button-${kind}` : ""}`, { type: "button", onclick }, label);

export const make = (tag, className = "", text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};
export const pushButton = (className, text, label, onClick) => {
  const node = make("button", className, text);
  node.type = "button";
  if (label) {
    node.setAttribute("aria-label", label);
    node.title = label;
  }
  node.addEventListener("click", onClick);
  return node;
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
