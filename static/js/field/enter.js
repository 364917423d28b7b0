/* Who is it: the names of this phone, then the PIN. Without a PIN, the officer's QR or the sign-in page. */

import * as api from "./api.js";
import { MISSES, isLeaving, peopleKept, person, unlockHere, unlockThere, welcome } from "./people.js";
import { pinPad } from "./pinpad.js";
import { go, home } from "./routes.js";
import { flush } from "./sync.js";
import { big, bigLink, h, message, show } from "./view.js";

const SIGN_IN = "/accounts/login/?next=/field/";
const NO_PIN = ["no_pin", "not_enrolled", "unknown_phone"];

const keptHere = async () => (await peopleKept()).map(({ id, name, wrapped }) => ({ id, name, byPin: Boolean(wrapped) }));

/** Those whom only the server still knows on this phone; nobody without a signal. */
async function knownThere() {
  try {
    return (await api.peopleHere()).people.map(({ id, name, has_pin }) => ({ id, name, byPin: has_pin }));
  } catch (_problem) {
    return [];
  }
}

export async function enterScreen() {
  const who = person();
  if (who) return whoAgain(who);
  const kept = await keptHere();
  showPeople(kept);
  // The door opens at once; who else is known is added when the server has told it.
  const more = (await knownThere()).filter((one) => !kept.some((known) => known.id === one.id));
  if (more.length && document.querySelector("[data-door]") && !person()) showPeople([...kept, ...more]);
}

function showPeople(people) {
  const withPin = people.filter((one) => one.byPin);
  const names = withPin.map((one) => big(one.name, () => go(`#/enter/${one.id}`), { picture: "person" }));
  show({
    heading: people.length ? "ท่านคือใคร" : "เข้าใช้งาน",
    noMenu: true,
    body: [h("div", { class: "choices", "data-door": true }, names), ...otherWays(people.length > 0)],
  });
}

function otherWays(isKnown) {
  return [
    h("h2", {}, isKnown ? "ไม่มีชื่อหรือยังไม่ได้ตั้งรหัส" : "เข้าใช้ครั้งแรก"),
    h("p", {}, "ขอคิวอาร์โค้ดจากเจ้าหน้าที่พัฒนาชุมชน แล้วใช้กล้องของโทรศัพท์ส่องคิวอาร์โค้ดนั้น"),
    h("p", {}, "หรือถ้ามีชื่อผู้ใช้และรหัสผ่าน กดปุ่มด้านล่าง"),
    bigLink("เข้าสู่ระบบด้วยรหัสผ่าน", SIGN_IN, { picture: "key" }),
  ];
}

/** The server does not know him any more, or knows somebody else: he comes in where he is, and nothing is lost. */
async function whoAgain(who) {
  const word = message("warning", "สิ่งที่บันทึกไว้ยังอยู่ครบในเครื่องนี้ เข้าสู่ระบบอีกครั้งเพื่อส่ง");
  if (who.has_pin) return pinScreen(String(who.id), word);
  return show({ heading: "เข้าสู่ระบบอีกครั้ง", back: "#/", body: [word, ...otherWays(true)] });
}

/** The PIN of one person. Opened here first, so that no signal is needed; the server hears it when it can. */
export async function pinScreen(id, word = null) {
  const user = Number(id);
  const isHe = (known) => known.id === user;
  const one = (await keptHere()).find(isHe) || (await knownThere()).find(isHe);
  if (!one) return go("#/enter");
  const said = h("div", { role: "alert" });
  const tell = (words) => { said.textContent = ""; said.append(message("error", words)); };
  const pad = pinPad({ label: `รหัส 6 ตัวของ ${one.name}`, done: (pin) => attempt(pin) });
  let busy = false;

  async function attempt(pin) {
    if (busy) return;
    busy = true;
    said.textContent = "";
    try {
      await enterBy(pin);
    } finally {
      busy = false;
      pad.clear();
    }
  }

  async function enterBy(pin) {
    const here = await unlockHere(user, pin);
    if (here.said === "wrong") return tell(`รหัสไม่ถูกต้อง ลองได้อีก ${here.left} ครั้ง`);
    if (here.said === "locked") return tell(`ใส่รหัสผิดครบ ${MISSES} ครั้ง เครื่องนี้ถูกล็อก ขอคิวอาร์โค้ดใหม่จากเจ้าหน้าที่ สิ่งที่บันทึกไว้ยังอยู่ครบ`);
    if (here.said === "open") {
      home();
      // The server hears of it when it can; until then the line at the top says what it lacks.
      return unlockThere(user, pin).catch(() => {}).then(flush);
    }
    try {
      await unlockThere(user, pin);
    } catch (problem) {
      return tell(whyNot(problem));
    }
    return comeIn();
  }

  function comeIn() {
    home();
    flush();
  }

  show({ heading: `รหัสของ ${one.name}`, back: "#/enter", body: [word, said, pad.box, bigLink("ลืมรหัส หรือไม่ใช่ท่าน", "#/lost", { picture: "person" })] });
}

function whyNot(problem) {
  const { error, left } = problem.answer;
  if (error === "wrong_pin") return `รหัสไม่ถูกต้อง ลองได้อีก ${left} ครั้ง`;
  if (error === "locked") return "ใส่รหัสผิดครบ 5 ครั้ง เครื่องนี้ถูกล็อก ขอคิวอาร์โค้ดใหม่จากเจ้าหน้าที่";
  if (error === "slow_down") return "ลองหลายครั้งเกินไป รอสักครู่แล้วลองใหม่";
  if (NO_PIN.includes(error)) return "เครื่องนี้เข้าด้วยรหัสไม่ได้แล้ว ขอคิวอาร์โค้ดใหม่จากเจ้าหน้าที่";
  return "ต้องมีสัญญาณจึงจะเข้าได้ในครั้งนี้ ลองใหม่เมื่อมีสัญญาณ";
}

export async function lostScreen() {
  show({ heading: "ลืมรหัส", back: "#/enter", body: [h("p", {}, "สิ่งที่บันทึกไว้ยังอยู่ครบในเครื่องนี้ และจะส่งเมื่อท่านเข้ามาอีกครั้ง"), ...otherWays(false)] });
}

/** At a start without anybody: the server may know who it is. Says whether somebody came in. */
export async function knownByServer() {
  if (await isLeaving()) return null;
  try {
    return await welcome(await api.whoami());
  } catch (problem) {
    if (!(problem instanceof api.Problem)) throw problem;
    // An officer who looks in goes to his own desk; on a phone with trainers they are asked who they are.
    if (problem.answer.error === "not_a_trainer" && !(await peopleKept()).length) location.replace("/");
    return null;
  }
}
