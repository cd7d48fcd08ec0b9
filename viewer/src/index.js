// Entry of the bundle: defines <easel-material-viewer> and window.EaselViewer, the only name it adds to the page.
import { EaselMaterialViewer, supported } from "./element.js";

const TAG = "easel-material-viewer";
if (!customElements.get(TAG)) customElements.define(TAG, EaselMaterialViewer);

/**
 * Put a viewer into a div, or hand new options to the one that is already there.
 * @param {HTMLElement} element
 * @param {import('./element.js').Options} options
 * @returns {EaselMaterialViewer} with update(options), snapshot(), dispose() and the promise `ready`
 */
function mount(element, options = {}) {
  const present = element.querySelector(`:scope > ${TAG}`);
  const viewer = present ?? document.createElement(TAG);
  viewer.update(options);
  if (!present) element.replaceChildren(viewer);
  return viewer;
}

window.EaselViewer = { mount, supported };
