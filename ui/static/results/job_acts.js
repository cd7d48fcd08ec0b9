// What may be done about a job that ended without its result, and the plain question before one is paid for again.

import { askPlainly } from "../kit/dialog.js";
import { button } from "../kit/dom.js";
import { t } from "../kit/language.js";
import { call } from "../kit/server.js";
import { toast } from "../kit/toast.js";

const TITLES = { look_again: t("Look again"), keep_as_lost: t("Keep as lost"), run_again: t("Run again") };

// Returns the buttons for what the server says may be done. changed(): something was.
export const jobActs = (job, { server, changed, primary = null }) =>
  job.acts.map((act) => {
    const unsure = act === "run_again" && job.state === "unknown";
    const title = unsure ? t("Send again") : TITLES[act];
    const press = unsure ? () => ask(job, () => perform(act)) : () => perform(act);
    const made = button(title, press, act === primary ? "primary" : "");
    if (act === "run_again") made.dataset.begins = "";
    made.setAttribute("aria-label", `${title}: ${(job.prompt || job.model).slice(0, 60)}`);

    async function perform(which) {
      made.disabled = true;
      const answer = await call(server[`job_${which}`], job.id);
      made.disabled = false;
      if (!answer) return;
      if (which === "run_again") {
        window.dispatchEvent(new CustomEvent("easel:kick")); // a stage that is seen turns to its newest job
        toast(t("Started as a new job."));
      } else toast(answer.message);
      changed();
    }
    return made;
  });

function ask(job, proceed) {
  askPlainly({
    title: t("Send it again?"),
    text: job.sandbox
      ? t("A new job starts with the same settings. Nothing is charged in the sandbox.")
      : t(
          "The first one may have been charged. If it was, sending it again makes {vendor} charge a second time. The old job stays as it is.",
          { vendor: job.vendor },
        ),
    act: t("Send again"),
    done: proceed,
  });
}
