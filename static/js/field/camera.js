/* The pictures of a visit: taken or chosen, shown small, taken away again. */

import { tell, tellHere } from "./bus.js";
import { isFull } from "./db.js";
import { MOST, addPhoto, photoAddress, photosOf, removePhoto, shrink } from "./photos.js";
import { h, icon, message, say } from "./view.js";

/** The box of pictures of a visit, for the question and for the last look. */
export function pictures(visit) {
  const row = h("ul", { class: "pictures" });
  const word = h("div", { class: "picture-word" });
  const takers = h("div", { class: "choices" },
    taker("photo-take", "ถ่ายภาพ", "camera", { capture: "environment" }),
    taker("photo-pick", "เลือกภาพในเครื่อง", "images", { multiple: true }));

  function taker(id, words, picture, attributes) {
    const input = h("input", { type: "file", accept: "image/*", id, class: "file-native", onchange: () => add(input), ...attributes });
    return h("div", { class: "taker" }, input, h("label", { class: "big", for: id }, icon(picture), h("span", {}, words)));
  }

  async function add(input) {
    const files = [...input.files];
    const before = (await photosOf(visit)).length;
    const wrong = [];
    word.textContent = "";
    if (before + files.length > MOST) word.append(message("warning", `เก็บได้ไม่เกิน ${MOST} ภาพต่อการเยี่ยมหนึ่งครั้ง`));
    for (const file of files.slice(0, Math.max(0, MOST - before))) {
      try {
        await addPhoto(visit, await shrink(file));
      } catch (error) {
        if (isFull(error)) {
          word.append(message("error", "ที่เก็บในเครื่องเต็ม เก็บภาพนี้ไม่ได้ ข้อความที่ตอบไว้ยังอยู่ครบ ไปต่อโดยไม่มีภาพ หรือลบภาพอื่นในเครื่องก่อน"));
          break;
        }
        wrong.push(file.name);
      }
    }
    if (wrong.length) word.append(message("warning", "บางไฟล์ไม่ใช่ภาพ จึงไม่ได้เก็บไว้"));
    input.value = "";
    await draw();
    tell("outbox");
  }

  async function draw() {
    const photos = await photosOf(visit);
    const items = await Promise.all(photos.map(async (photo, place) => {
      const address = await photoAddress(photo);
      const words = `ภาพที่ ${place + 1}`;
      const image = h("img", { src: address, alt: words, onload: () => URL.revokeObjectURL(address) });
      const remove = h("button", { type: "button", class: "key", "aria-label": `ลบ${words}`, onclick: async () => {
        await removePhoto(photo.id);
        await draw();
        say(`ลบ${words}แล้ว`);
      } }, icon("trash"), h("span", {}, "ลบ"));
      return h("li", {}, image, remove);
    }));
    row.textContent = "";
    row.append(...items);
    row.hidden = !items.length;
    takers.hidden = items.length >= MOST;
    if (items.length) say(`มี ${items.length} ภาพ`);
    tellHere("photos", items.length);
  }

  draw();
  return h("div", { class: "photo-box" }, row, takers, word);
}
