/* The one line at the top: what is true of everything that was written on this phone. */

import { on } from "./bus.js";
import { counts } from "./outbox.js";
import { person } from "./people.js";
import { line } from "./sync.js";
import { icon } from "./view.js";

const WHY = {
  offline: "ไม่มีสัญญาณ",
  slow: "สัญญาณอ่อน จะลองใหม่เอง",
  portal: "เครือข่ายนี้ต้องเข้าสู่ระบบไวไฟก่อน",
  server: "ระบบไม่พร้อม จะลองใหม่เอง",
  odd: "เครื่องนี้ขัดข้อง จะลองใหม่เอง",
  signed_out: "ต้องเข้าสู่ระบบอีกครั้ง",
  other_person: "ต้องใส่รหัสก่อนส่ง",
  sending: "กำลังส่ง",
};

/** The line in words, and its tone: well, waiting or wrong. */
export function statusWords(count, state) {
  const why = WHY[state] || "";
  const parts = [];
  if (count.mend) parts.push(`ต้องแก้ไข ${count.mend} รายการ`);
  if (count.waiting) parts.push(`รอส่ง ${count.waiting} รายการ${count.photos ? ` (ภาพ ${count.photos} ภาพ)` : ""}`);
  if (count.told) parts.push(`แจ้งให้ทราบ ${count.told} รายการ`);
  if (!parts.length) parts.push("ส่งครบแล้ว");
  if (why && (count.waiting || state !== "sending")) parts.push(why);
  const isWrong = count.mend || ["signed_out", "other_person"].includes(state);
  return { words: parts.join(" · "), tone: isWrong ? "wrong" : count.waiting ? "waiting" : "well" };
}

const PICTURE = { wrong: "warning", waiting: "hourglass", well: "check" };

let turn = 0;

/** Brings the line up to date; over when it shows what is true now. */
export async function drawStatus() {
  const box = document.getElementById("status");
  const words = document.getElementById("status-words");
  const mine = (turn += 1);
  const who = person();
  box.hidden = !who;
  if (!who) return;
  const said = statusWords(await counts(who.id), line.state);
  if (mine !== turn) return; // a newer truth is on its way
  if (words.textContent !== said.words) words.textContent = said.words;
  if (box.dataset.tone === said.tone) return;
  box.dataset.tone = said.tone;
  const old = box.querySelector(".icon");
  if (old) old.remove();
  box.prepend(icon(PICTURE[said.tone]));
}

/** Keeps the line true from now on. */
export function startStatus() {
  for (const what of ["outbox", "line", "person", "photos"]) on(what, drawStatus);
  drawStatus();
}
