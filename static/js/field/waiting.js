/* What waits, what came back, what is to be known: each with its reason in words and what can be done. */

import { allOf, write } from "./db.js";
import { mend } from "./drafts.js";
import { giveUp, records } from "./outbox.js";
import { person } from "./people.js";
import { draw, go, instead } from "./routes.js";
import { flush, line } from "./sync.js";
import { big, bigLink, confirmBox, h, message, show } from "./view.js";
import { shortDay } from "./when.js";

export async function waitingScreen() {
  const all = await records();
  const photos = (await allOf("photos", person().id));
  const of = (state) => all.filter((record) => record.state === state);
  const known = new Set(all.map((record) => record.id));
  const drafts = new Set((await allOf("drafts", person().id)).map((draft) => draft.id));
  const loose = photos.filter((photo) => !known.has(photo.visit) && !drafts.has(photo.visit));
  const refused = loose.filter((photo) => photo.refused);
  const going = loose.length - refused.length;
  const isClear = !all.length && !loose.length;
  const needsSignIn = ["signed_out", "other_person"].includes(line.state);
  show({
    heading: isClear ? "ส่งครบแล้ว" : "รายการในเครื่องนี้",
    back: "#/",
    body: [
      isClear ? h("p", {}, "ทุกอย่างที่บันทึกในเครื่องนี้อยู่ในระบบแล้ว") : null,
      needsSignIn ? message("warning", "ต้องเข้าสู่ระบบอีกครั้งจึงจะส่งได้ สิ่งที่บันทึกไว้ยังอยู่ครบ") : null,
      ...section("ต้องแก้ไข", [...of("rejected").map(refusedRecord), ...refused.map(refusedPhoto)]),
      ...section("แจ้งให้ทราบ", of("conflict").map(conflictRecord)),
      ...section("รอส่ง", [
        ...of("waiting").map((record) => entry(record, countOf(photos, record.id))),
        going ? h("li", { class: "entry" }, h("p", {}, `ภาพ ${going} ภาพของการเยี่ยมที่ส่งแล้ว`)) : null,
      ].filter(Boolean)),
      // Whether a window is a private one no browser tells any more, so everybody is told what would lose this.
      isClear ? null : h("p", { class: "muted" }, "จนกว่าจะขึ้นว่าส่งครบแล้ว อย่าล้างข้อมูลเบราว์เซอร์ และถ้าเปิดแบบไม่ระบุตัวตน อย่าปิดหน้าต่างนี้"),
      ...section("เปิดไม่ได้ในเครื่องนี้", of("unreadable").map(() => h("li", { class: "entry" }, h("p", {}, "รายการนี้บันทึกไว้ก่อนเครื่องได้คิวอาร์โค้ดใหม่ โปรดแจ้งเจ้าหน้าที่ ห้ามลบแอปหรือล้างข้อมูล")))),
    ],
    bottom: [
      needsSignIn ? bigLink("เข้าสู่ระบบ", "#/enter", { go: true, picture: "key" }) : isClear ? null : big("ลองส่งเดี๋ยวนี้", () => flush(), { go: true, picture: "send" }),
    ],
  });
}

const countOf = (photos, visit) => photos.filter((photo) => photo.visit === visit).length;

function section(title, items) {
  return items.length ? [h("h2", {}, `${title} ${items.length} รายการ`), h("ul", { class: "entries" }, items)] : [];
}

function entry(record, photos = 0, ...more) {
  return h("li", { class: "entry" },
    h("p", { class: "person-name" }, record.draft.name),
    h("p", { class: "person-fact" }, `เยี่ยมวันที่ ${shortDay(record.on)}${photos ? ` · ภาพ ${photos} ภาพ` : ""}`),
    ...more);
}

function refusedRecord(record) {
  return entry(record, 0,
    message("error", record.reason || "ระบบรับรายการนี้ไม่ได้"),
    big("แก้ไขแล้วส่งใหม่", async () => {
      const draft = await mend(record);
      go(`#/visit/${draft.id}/review`);
    }, { go: true, picture: "pencil" }),
    big("เอาออกจากเครื่อง ไม่ส่งแล้ว", async () => {
      if (!(await confirmBox(`เอาบันทึกการเยี่ยม ${record.draft.name} ออกจากเครื่องโดยไม่ส่งหรือไม่`, "เอาออก"))) return;
      await giveUp(record.id);
      draw();
    }, { picture: "trash" }));
}

function conflictRecord(record) {
  return entry(record, 0,
    message("warning", record.reason || "ระบบมีบันทึกนี้อยู่แล้วแต่ข้อความต่างกัน ระบบเก็บไว้ทั้งสองฉบับ เจ้าหน้าที่จะเป็นผู้เลือก"),
    big("รับทราบ", async () => {
      await giveUp(record.id);
      draw();
    }, { picture: "check" }));
}

function refusedPhoto(photo) {
  return h("li", { class: "entry" },
    message("error", `ภาพส่งไม่ได้: ${photo.refused}`),
    big("ลองส่งภาพอีกครั้ง", async () => {
      await write(["photos"], (deed) => deed.store.put({ ...photo, refused: "" }));
      await flush();
      instead("#/waiting");
    }, { picture: "send" }),
    big("ลบภาพนี้", async () => {
      await write(["photos"], (deed) => deed.store.delete(photo.id));
      draw();
    }, { picture: "trash" }));
}
