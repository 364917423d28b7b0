/* The menu: who I am, a PIN, the next person, signing out. Whoever leaves is told what he leaves unsent. */

import { Problem } from "./api.js";
import { finish } from "./drafts.js";
import { counts } from "./outbox.js";
import { choosePin, lock, person, signOut } from "./people.js";
import { pinPad } from "./pinpad.js";
import { back, instead } from "./routes.js";
import { big, bigLink, confirmBox, h, message, show } from "./view.js";

export function menuScreen(said = "") {
  const who = person();
  show({
    heading: "เมนู",
    back: "#/",
    body: [
      h("p", { class: "person-name" }, who.name),
      said ? message("done", said) : null,
      h("div", { class: "choices" },
        bigLink("รายการในเครื่องนี้", "#/waiting", { picture: "send" }),
        bigLink(who.has_pin ? "เปลี่ยนรหัส 6 ตัว" : "ตั้งรหัส 6 ตัว", "#/pin", { picture: "key" }),
        big("เปลี่ยนคนใช้เครื่อง", changePerson, { picture: "people" }),
        bigLink("ใช้แบบมีสัญญาณเท่านั้น", "/field/online/", { picture: "globe" }),
        big("ออกจากระบบ", leave, { picture: "out" })),
    ],
  });
}

async function unsentWords() {
  const { waiting, mend } = await counts(person().id);
  return waiting + mend ? `ยังมี ${waiting + mend} รายการที่ยังไม่ได้ส่ง จะเก็บไว้ในเครื่องนี้แบบเข้ารหัส และส่งเมื่อท่านกลับเข้ามา ` : "";
}

async function changePerson() {
  const who = person();
  await finish();
  const words = who.has_pin ? "" : "ท่านยังไม่ได้ตั้งรหัส จะกลับเข้ามาได้ต้องมีสัญญาณและคิวอาร์โค้ดหรือรหัสผ่าน ";
  const unsent = await unsentWords();
  if ((words || unsent) && !(await confirmBox(`${unsent}${words}เปลี่ยนคนใช้เครื่องหรือไม่`, "เปลี่ยนคน"))) return;
  if (who.has_pin) await lock();
  else await signOut();
  instead("#/enter");
}

async function leave() {
  await finish();
  const words = `${await unsentWords()}ออกจากระบบหรือไม่`;
  if (!(await confirmBox(words, "ออกจากระบบ"))) return;
  await signOut();
  instead("#/enter");
}

/** Twice the same six digits. Setting it needs a signal; using it does not. */
export function pinChoiceScreen() {
  let once = "";
  const said = h("div", { role: "alert" });
  const lead = h("p", { class: "lead" }, "รหัสนี้ใช้เปิดหน้านี้ในเครื่องนี้ แม้ไม่มีสัญญาณ");
  const tell = (words) => { said.textContent = ""; said.append(message("error", words)); };
  const pad = pinPad({
    label: "รหัส 6 ตัว",
    done: async (pin) => {
      said.textContent = "";
      if (!once) {
        once = pin;
        lead.textContent = "ใส่รหัสเดิมอีกครั้ง";
        return setTimeout(pad.clear);
      }
      const isSame = pin === once;
      once = "";
      setTimeout(pad.clear);
      lead.textContent = "ใส่รหัส 6 ตัว";
      if (!isSame) return tell("สองครั้งไม่ตรงกัน ตั้งใหม่อีกครั้ง");
      return store(pin, tell);
    },
  });
  show({ heading: person().has_pin ? "เปลี่ยนรหัส" : "ตั้งรหัส", back: "#/me", body: [lead, said, pad.box] });
}

async function store(pin, tell) {
  try {
    await choosePin(pin);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return tell(problem.answer.reason || "ตั้งรหัสต้องมีสัญญาณ ลองใหม่เมื่อมีสัญญาณ");
  }
  back("#/me");
  return setTimeout(() => menuScreen("ตั้งรหัสแล้ว"), 300);
}

