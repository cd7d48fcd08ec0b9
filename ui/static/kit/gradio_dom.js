// @ts-check
// The page as Gradio builds it: its classes, roles and attributes that the scripts lean on stand here only.

const TAB = "#easel-tabs [data-tab-id]";

/** @param {HTMLElement} node */
export const inView = (node) => node.offsetParent !== null;

/** @returns {HTMLElement[]} The tabs that are seen: on a narrow page Gradio has hidden copies of them. */
export const tabsInView = () =>
  [
    .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#easel-tabs [role=tablist] [data-tab-id]")),
  ].filter(inView);

/** @param {HTMLElement} tab */
export const nameOfTab = (tab) => tab.dataset.tabId ?? "";

/** @param {string | undefined} name */
export const openTab = (name) =>
  tabsInView()
    .find((tab) => nameOfTab(tab) === name)
    ?.click();

/** @returns {string | undefined} The name of the tab that is open. */
export const openedTab = () => {
  const tab = /** @type {HTMLElement | null} */ (document.querySelector(`${TAB}[aria-selected=true]`));
  return tab?.dataset.tabId;
};

/**
 * @param {EventTarget | null} target Where something happened.
 * @returns {HTMLElement | null} The tab in which that is.
 */
export const tabAround = (target) => (target instanceof Element ? target.closest(TAB) : null);

/** @param {string} path Of an address. */
export const isServerCall = (path) => path.replace(/\/$/, "").endsWith("/component_server");

/**
 * @param {Element} node A part of a component.
 * @returns {Element | null} The box that Gradio puts around the component.
 */
export const blockAround = (node) => node.closest(".block");
