/* The last look before a visit is kept: every answer with its way back, then one large button. */

import { dayWords } from "./ask.js";
import { pictures } from "./camera.js";
import { isFull } from "./db.js";
import { change, discard, takeUp } from "./drafts.js";
import { keepRecord } from "./outbox.js";
import { photosOf, removePhoto } from "./photos.js";
import { MORE, QUESTIONS, baht, stepsOf } from "./questions.js";
import { home } from "./routes.js";
import { drawStatus } from "./status.js";
import { flush } from "./sync.js";
import { big, confirmBox, h, message, show } from "./view.js";
import { longDay, today } from "./when.js";

const KIND_WORDS = { none: "ยังไม่มี", unknown: "ไม่ทราบ/ไม่สะดวกบอก" };

/** An answer in words. */
export function inWords(draft, name) {
  const question = QUESTIONS[name];
  const value = draft.answers[name];
  if (name === "on") return dayWords(draft.on || today());
  if (name === "visitor") return (draft.visitors.find((one) => one.id === draft.visited_by) || {}).name || "";
  if (name === "next_on") return value ? longDay(value) : "ยังไม่นัด";
  if (question.kind === "amount") {
    return value ? `${baht(value)} บาท` : KIND_WORDS[draft.answers[`${name}_kind`]] || KIND_WORDS.unknown;
  }
  if (question.choices) {
    const chosen = question.choices.find(([key]) => key === (value || (name === "channel" ? "visit" : "")));
    return chosen ? chosen[1] : "ยังไม่ได้ตอบ";
  }
  return value || "–";
}

export async function reviewScreen(id) {
  const draft = await takeUp(id);
  if (!draft) return home();
  if (draft.at !== "review") change({ at: "review" });
  const lines = (names) => h("ul", { class: "answers" }, names.map((name) => line(draft, name)));
  const asked = stepsOf(draft).filter((name) => name !== "photos");
  const word = h("div", { role: "alert" });
  const save = big("บันทึกการเยี่ยม", () => keep(draft, word, save), { go: true, picture: "check" });
  show({
    bar: draft.name,
    heading: "ตรวจดูก่อนบันทึก",
    back: "#/",
    body: [
      draft.reason ? message("error", draft.reason) : null,
      lines(["on", ...asked]),
      h("h2", {}, "ภาพ"),
      pictures(id),
      h("details", { class: "more" }, h("summary", {}, "เพิ่มเติม: พบใคร วิธีติดตาม"), lines(MORE.slice(1))),
      word,
      big("ทิ้งที่เขียนไว้", () => throwAway(draft), { picture: "trash", class: "big big-quiet" }),
    ],
    bottom: [save],
  });
}

function line(draft, name) {
  const wrong = draft.field === name;
  return h("li", { class: wrong ? "is-wrong" : null },
    h("span", { class: "asked" }, QUESTIONS[name].short), h("span", { class: "said" }, inWords(draft, name)),
    h("a", { class: "key", href: `#/visit/${draft.id}/${name}/review`, "aria-label": `แก้ ${QUESTIONS[name].short}` }, "แก้"));
}

async function keep(draft, word, button) {
  if (button.disabled) return;
  button.disabled = true;
  try {
    await keepRecord(draft, draft.on || today());
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {}); // asked for, not relied on
    await drawStatus(); // the line has the new record before the screen says that it is kept
    home();
    flush();
  } catch (error) {
    button.disabled = false;
    word.textContent = "";
    if (!isFull(error)) throw error;
    const photos = await photosOf(draft.id);
    word.append(message("error", "ที่เก็บในเครื่องเต็ม จึงยังบันทึกไม่ได้ ข้อความที่ตอบไว้ยังอยู่ ลบภาพหรือแอปที่ไม่ใช้ในเครื่อง แล้วกดบันทึกอีกครั้ง"));
    if (!photos.length) return;
    word.append(big(`บันทึกโดยไม่เก็บภาพ ${photos.length} ภาพ`, async () => {
      for (const photo of photos) await removePhoto(photo.id);
      document.querySelector(".photo-box").replaceWith(pictures(draft.id));
      keep(draft, word, button);
    }, { picture: "trash" }));
  }
}

async function throwAway(draft) {
  if (!(await confirmBox(`ทิ้งบันทึกที่เขียนค้างไว้ของ ${draft.name} หรือไม่`, "ทิ้ง"))) return;
  await discard(draft.id);
  home();
}
