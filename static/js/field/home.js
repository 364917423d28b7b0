/* ครัวเรือนที่ฉันดูแล: who is to be visited, most urgent first; one tap begins the visit. */

import { begin, draftsOf } from "./drafts.js";
import { cards, listKept } from "./households.js";
import { lastKept } from "./outbox.js";
import { person } from "./people.js";
import { home, instead } from "./routes.js";
import { stepsOf } from "./questions.js";
import { line } from "./sync.js";
import { h, icon, message, show } from "./view.js";
import { longDay, shortDay, today } from "./when.js";

export async function homeScreen() {
  const list = await listKept();
  if (!list) return waitForList();
  const shown = await cards(list);
  const begun = new Map((await draftsOf(person())).map((draft) => [draft.enrolment, draft]));
  const mine = shown.filter((card) => card.mine);
  const team = shown.filter((card) => !card.mine);
  show({
    heading: "ครัวเรือนที่ฉันดูแล",
    lead: `วัน${longDay(today()).replace(/^วัน/, "")}`,
    body: [
      lastKept.name ? message("done", `บันทึกการเยี่ยม ${lastKept.name} ไว้แล้ว`) : null,
      mine.length ? people(mine, begun) : h("p", {}, "ยังไม่มีครัวเรือนที่ท่านดูแล เจ้าหน้าที่พัฒนาชุมชนจะเป็นผู้จัดครัวเรือนให้"),
      team.length ? h("h2", {}, "ครัวเรือนของเพื่อนร่วมทีม") : null,
      team.length ? h("p", { class: "muted" }, "ท่านเป็นวิทยากรผู้นำ บันทึกแทนเพื่อนที่ไม่มีโทรศัพท์ได้") : null,
      team.length ? people(team, begun) : null,
    ],
  });
}

function waitForList() {
  const isWaiting = ["idle", "sending"].includes(line.state);
  show({
    heading: "ครัวเรือนที่ฉันดูแล",
    body: [h("p", {}, isWaiting ? "กำลังรับรายชื่อครัวเรือน…" : "ยังไม่ได้รับรายชื่อครัวเรือน จะรับเองเมื่อมีสัญญาณ")],
  });
}

function people(list, begun) {
  return h("ul", { class: "people" }, list.map((card) => h("li", {}, cardOf(card, begun.get(card.enrolment)))));
}

function cardOf(card, draft) {
  const place = [`บ้านเลขที่ ${card.house_no}`, card.mine ? card.trade : `ผู้ดูแล ${card.visited_by_name}`].filter(Boolean).join(" · ");
  const deed = draft ? "ทำต่อจากเดิม" : "บันทึกเยี่ยม";
  const where = draft ? `#/visit/${draft.id}/${lastStep(draft)}` : `#/new/${card.enrolment}`;
  return h("div", { class: `person person-${card.tone || "well"}` },
    h("p", { class: "person-name" }, card.name),
    h("p", { class: "person-fact" }, place),
    h("p", { class: "person-fact person-when" }, icon(card.tone ? "clock" : "check"), h("span", {}, whenWords(card).map((words) => h("span", { class: "line" }, words)))),
    card.promise ? h("p", { class: "person-fact" }, `ตกลงกันไว้: ${card.promise}`) : null,
    card.answer ? h("p", { class: "person-answer" }, icon("chat"), h("span", {}, `เจ้าหน้าที่ตอบ: ${card.answer}`)) : null,
    card.asked && !card.answer ? h("p", { class: "person-fact" }, `ขอให้ช่วย: ${card.asked} (รอคำตอบ)`) : null,
    h("div", { class: "person-deeds" },
      h("a", { class: "person-go", href: where }, icon("pencil"), h("span", {}, deed, h("span", { class: "visually-hidden" }, ` ${card.name}`))),
      card.phone ? h("a", { class: "person-call", href: `tel:${card.phone}` }, icon("telephone"), h("span", {}, "โทร", h("span", { class: "visually-hidden" }, `หา ${card.name}`))) : null));
}

/** Where a draft is taken up again: at the question that was open. */
const lastStep = (draft) => draft.at || stepsOf(draft)[0];

/** How long ago, and when it is due: two short lines. */
function whenWords(card) {
  const last = !card.last ? "ยังไม่เคยเยี่ยม" : card.ago === 0 ? "เยี่ยมวันนี้แล้ว" : card.ago === 1 ? "เยี่ยมเมื่อวาน" : `เยี่ยมล่าสุด ${card.ago} วันก่อน`;
  const lines = [card.unsent === "waiting" ? `${last} (รอส่ง)` : last];
  if (card.left === null) return lines;
  if (card.left < 0) return [...lines, `เลยกำหนดแล้ว ${-card.left} วัน`];
  return [...lines, card.left === 0 ? "ถึงกำหนดวันนี้" : `ครั้งต่อไป ${shortDay(card.due)}`];
}

/** A tap on a card: a new sheet, or the one that was begun; the way back leads to the cards. */
export async function newScreen(enrolment) {
  const list = await listKept();
  const household = list && list.households.find((one) => one.enrolment === Number(enrolment));
  if (!household) return home();
  const draft = await begin(household, list.me || {});
  return instead(`#/visit/${draft.id}/${lastStep(draft)}`);
}
