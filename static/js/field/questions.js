/* What is asked at a visit, in order, one question a screen. The words are those of the follow-up form. */

export const PRACTISING = [["yes", "ทำอยู่", "check"], ["not_yet", "ยังไม่ได้ทำ", "hourglass"], ["stopped", "เลิกทำแล้ว", "cross"]];
export const CHANNELS = [["visit", "ไปเยี่ยมที่บ้าน", "house"], ["phone", "โทรศัพท์", "telephone"], ["line", "ไลน์", "chat"]];

/** kind: choice, amount, text, day, next, photos. `quick` answers by one tap; `most` is how many letters are taken. */
export const QUESTIONS = {
  visitor: { kind: "visitor", title: "ใครไปเยี่ยม", short: "ผู้เยี่ยม" },
  practising: { kind: "choice", title: "ทำอาชีพอยู่หรือไม่", short: "ทำอาชีพ", choices: PRACTISING },
  stopped_reason: { kind: "text", title: "เพราะอะไร", short: "เพราะ", most: 300, quick: ["ไม่มีเวลา", "ไม่มีทุน", "ไม่มีวัสดุ", "เจ็บป่วย"] },
  gained: { kind: "amount", title: "ได้เงินเพิ่มจากอาชีพนี้เท่าใด", lead: "ตั้งแต่ครั้งก่อน", short: "ได้เงินเพิ่ม" },
  saved: { kind: "amount", title: "ลดรายจ่ายได้เท่าใด", lead: "ตั้งแต่ครั้งก่อน", short: "ลดรายจ่าย" },
  produced: { kind: "text", title: "ได้ผลผลิตอะไร เท่าใด", lead: "เช่น ไข่ 30 ฟอง ผัก 5 กิโลกรัม", short: "ผลผลิต", most: 300, none: "ยังไม่มีผลผลิต" },
  problem: { kind: "text", title: "มีปัญหาอะไรหรือไม่", short: "ปัญหา", most: 2000, none: "ไม่มีปัญหา" },
  help_needed: { kind: "text", title: "ต้องการให้ช่วยเรื่องใด จากใคร", short: "ขอให้ช่วย", most: 2000, none: "ไม่ต้องการ" },
  promise: { kind: "text", title: "ตกลงกันว่าจะทำอะไรต่อ", short: "สิ่งที่จะทำต่อ", most: 300, quick: ["ทำต่อเหมือนเดิม", "เริ่มลงมือทำ", "ทำเพิ่มขึ้น"], none: "ไม่ได้ตกลงกัน" },
  next_on: { kind: "next", title: "นัดเยี่ยมครั้งต่อไป", short: "นัดครั้งต่อไป" },
  photos: { kind: "photos", title: "ถ่ายภาพ", short: "ภาพ" },
  on: { kind: "day", title: "ไปเยี่ยมวันไหน", short: "วันที่เยี่ยม" },
  channel: { kind: "choice", title: "ไปเยี่ยมอย่างไร", short: "วิธีติดตาม", choices: CHANNELS },
  met: { kind: "text", title: "พบใคร", short: "พบใคร", most: 200 },
  help_given: { kind: "text", title: "วันนี้ช่วยอะไรไปบ้าง", short: "ช่วยไปแล้ว", most: 2000 },
};

/** Asked only from the last screen, by those who want to say more. */
export const MORE = ["on", "channel", "met", "help_given"];

/** The questions of this visit in order; why somebody does not do it is asked of those alone who do not. */
export function stepsOf(draft) {
  const doing = draft.answers.practising;
  return [
    draft.visitors && draft.visitors.length ? "visitor" : null,
    "practising",
    doing && doing !== "yes" ? "stopped_reason" : null,
    "gained", "saved", "produced", "problem", "help_needed", "promise", "next_on", "photos",
  ].filter(Boolean);
}

/** 1200.5 as 1,200.50; whole baht without satang. */
export function baht(text) {
  const [whole, rest] = String(text).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest && Number(rest) ? `${grouped}.${rest.padEnd(2, "0")}` : grouped;
}
