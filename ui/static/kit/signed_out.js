// @ts-check
// What happens on an open page when its login ends: a copy of the cookie was signed out elsewhere, it ran out, or Easel was
// started again with other passwords. Every request is then answered with 401, also those that Gradio sends.
import { askPlainly, openDialogs } from "./dialog.js";
import { isServerCall } from "./gradio_dom.js";
import { t } from "./language.js";

const REFUSED = 401;
const BACK = "easel.back";

let out = false;
/** @type {HTMLDialogElement | null} */
let question = null;

/** @returns {boolean} Whether nothing will be answered before somebody logs in again. */
export const isSignedOut = () => out;

/**
 * Looks at an answer of Easel: asks people to log in again, and goes on by itself when they did so in another window.
 * @param {Response} answer
 */
async function look(answer) {
  const { origin, pathname } = new URL(answer.url, location.href);
  if (origin !== location.origin) return;
  if (answer.status === REFUSED) {
    out = true;
    const { way } = await answer.json().catch(() => ({}));
    if (out && !question?.open) question = ask(way === "visitors");
  } else if (out && answer.ok && isServerCall(pathname)) {
    out = false;
    question?.close();
    window.dispatchEvent(new Event("easel:back"));
  }
}

/** @param {boolean} visitor Nobody has a password: a new page is a new person. */
function ask(visitor) {
  askPlainly({
    title: visitor ? t("This browser is no longer known") : t("You are logged out"),
    text: visitor
      ? t("Its cookie is gone, and with it the way to what was made here. Reload the page to begin anew.")
      : t("This login has ended. What you entered is kept: log in again and go on."),
    act: visitor ? t("Reload") : t("Log in again"),
    done: () => {
      try {
        sessionStorage.setItem(BACK, location.hash);
      } catch {
        /* private mode */
      }
      location.reload();
    },
  });
  return openDialogs().at(-1) ?? null;
}

/** @returns {string} The part of the address that was open when a login ended; once, as the login forgets it. */
export const wayBack = () => {
  try {
    const back = sessionStorage.getItem(BACK) ?? "";
    sessionStorage.removeItem(BACK);
    return back;
  } catch {
    return "";
  }
};

// Gradio sends what is pressed by itself and tells nobody how it was answered.
export const watchAnswers = () => {
  const plainly = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await plainly(...asked);
    if (out || answer.status === REFUSED) look(answer.clone());
    return answer;
  };
};
