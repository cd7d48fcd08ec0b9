// @ts-check
// The switch of languages in the header: kept in a cookie, which goes before what the browser prefers.
import { el } from "../kit/dom.js";
import { language } from "../kit/language.js";

/** @typedef {{languages: Record<string, string>, tags: Record<string, string>, cookie: string}} Props */

const YEAR_S = 365 * 86400;

/**
 * @param {string} name Of a language.
 * @param {string} cookie
 */
const speak = (name, cookie) => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has a Cookie Store, and none on plain http
  document.cookie = `${cookie}=${name}; Path=${location.pathname}; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  location.reload();
};

// Gradio's scripts write the browser's first language into the page, whatever its texts are in.
const keepLanguage = () => {
  const root = document.documentElement;
  const keep = () => {
    if (root.lang !== language) root.lang = language;
  };
  keep();
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ["lang"] });
};

/**
 * @param {HTMLElement} element
 * @param {{props: Props}} given Languages by name, each in its own words, their tags, and the cookie's name.
 */
export const languageSwitch = (element, { props }) => {
  keepLanguage();
  const options = Object.entries(props.languages).map(([name, title]) =>
    el("option", { value: name, lang: props.tags[name], selected: props.tags[name] === language }, title),
  );
  const choice = el("select.e-language", { "aria-label": "Language · 语言" }, ...options);
  choice.addEventListener("change", () => speak(choice.value, props.cookie));
  element.firstElementChild?.replaceChildren(choice);
};
