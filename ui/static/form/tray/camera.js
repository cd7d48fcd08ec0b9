// @ts-check
// A picture from the camera: the phone's own way, or a live view that opens on a press and ends with its sheet.

import { openSheet } from "../../kit/dialog.js";
import { button, el } from "../../kit/dom.js";
import { t } from "../../kit/language.js";
import { take } from "./tray_values.js";

/** @import { Tray } from "./tray_values.js" */

/** @param {Tray} f */
function byPhone(f) {
  const picker = el("input");
  picker.type = "file";
  picker.accept = `${f.spec.kind}/*`;
  picker.setAttribute("capture", "environment"); // the property is not there in every browser
  picker.addEventListener("change", () => take(f, [...(picker.files ?? [])]));
  picker.click();
}

/**
 * @param {Tray} f
 * @param {boolean} phone
 */
export const cameraSheet = async (f, phone) => {
  if (phone) {
    byPhone(f);
    return;
  }
  /** @type {MediaStream | null} */
  let stream = null;
  const sheet = openSheet(t("Take a picture"), {
    className: "e-window-wide",
    closed: () => stream?.getTracks().forEach((track) => track.stop()),
  });
  const video = el("video.e-film");
  video.muted = true;
  video.playsInline = true;
  const shoot = button(
    t("Take it"),
    () => {
      const canvas = el("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d")?.drawImage(video, 0, 0);
      canvas.toBlob(
        (blob) => {
          sheet.close();
          const taken = new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-");
          if (blob) take(f, [new File([blob], `camera-${taken}.jpg`, { type: "image/jpeg" })]);
        },
        "image/jpeg",
        0.95,
      );
    },
    ".e-plain.e-do",
  );
  shoot.disabled = true;
  sheet.body.append(video);
  sheet.foot.append(shoot);
  sheet.say(t("Waiting for the camera. The browser may ask for it."));
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 } } });
  } catch {
    sheet.say(t("The camera cannot be used. Allow it in the browser, or add a file."));
    return;
  }
  if (!sheet.dialog.isConnected) {
    stream.getTracks().forEach((track) => track.stop());
    return;
  }
  video.srcObject = stream;
  await video.play();
  sheet.say("");
  shoot.disabled = false;
  shoot.focus();
};
