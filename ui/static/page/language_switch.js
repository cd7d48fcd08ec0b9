// The switch of languages in the header: kept in a cookie, which goes before what the browser prefers.
import { el } from "../kit/dom.js";
import { language } from "../kit/language.js";

const YEAR_S = 365 * 86400;

const speak = (tag, cookie) => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${cookie}=${tag}; Path=${location.pathname}; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  location.reload();
};

// props: languages (name -> what it is called in itself), tags (name -> its tag), cookie.
export const languageSwitch = (element, { props }) => {
  const options = Object.entries(props.languages).map(([name, title]) =>
    el("option", { value: name, lang: props.tags[name], selected: props.tags[name] === language }, title),
  );
  const choice = el("select.e-language", { "aria-label": "Language · 语言" }, ...options);
  choice.addEventListener("change", () => speak(choice.value, props.cookie));
  element.firstElementChild.replaceChildren(choice);
};
