/* One question a screen: how each kind of question is shown and answered. */

import { calendar } from "./calendar.js";
import { pictures } from "./camera.js";
import { answer, change, finish, takeUp } from "./drafts.js";
import { keypad } from "./keypad.js";
import { lastKept } from "./outbox.js";
import { QUESTIONS, stepsOf } from "./questions.js";
import { go, home, instead } from "./routes.js";
import { big, h, icon, message, show } from "./view.js";
import { addDays, addMonths, longDay, shortDay, today } from "./when.js";

/** Shows a question of a draft. `then` is "review" when it was opened from the last look. */
export async function askScreen(id, name, then) {
  const draft = await takeUp(id);
  if (!draft) return home();
  const question = QUESTIONS[name];
  if (!question) return instead(`#/visit/${id}/${stepsOf(draft)[0]}`);
  lastKept.name = "";
  if (draft.at !== name && !then) change({ at: name });
  const steps = stepsOf(draft);
  const place = steps.indexOf(name);
  const next = async () => {
    await finish();
    const now = stepsOf(draft); // an answer may have opened or closed a question
    const following = then || place < 0 ? "review" : now[now.indexOf(name) + 1] || "review";
    go(`#/visit/${id}/${following}`);
  };
  const take = (patch) => { answer(patch); return next(); };
  const screen = KINDS[question.kind]({ draft, name, question, take, next });
  const wrong = draft.field === name && draft.reason ? message("error", draft.reason) : null;
  show({
    bar: draft.name,
    heading: question.title,
    lead: [question.lead, place >= 0 && !then ? `ข้อ ${place + 1} จาก ${steps.length}` : null].filter(Boolean).join(" · "),
    back: "#/",
    body: [
      wrong,
      ...screen.body,
    ],
    bottom: screen.go ? [screen.go] : [],
  });
}

const KINDS = {
  choice({ draft, name, question, take }) {
    return { body: [choices(question.choices, draft.answers[name], (value) => take({ [name]: value }))] };
  },

  visitor({ draft, next }) {
    const list = draft.visitors.map((one) => [one.id, one.name, "person"]);
    return { body: [choices(list, draft.visited_by, async (value) => { await change({ visited_by: value }); next(); })] };
  },

  amount({ draft, name, question, take, next }) {
    const kind = draft.answers[`${name}_kind`];
    const ahead = big("ต่อไป", next, { go: true, picture: "right" });
    const typed = (text) => {
      answer(text ? { [name]: text, [`${name}_kind`]: "amount" } : { [name]: null, [`${name}_kind`]: null });
      ahead.disabled = !text;
    };
    const word = (value, words) => big(words, () => take({ [name]: null, [`${name}_kind`]: value }), { "aria-pressed": String(kind === value) });
    ahead.disabled = kind !== "amount";
    const beside = [word("none", "ยังไม่มี"), word("unknown", "ไม่ทราบ/\nไม่สะดวกบอก")];
    return { body: [keypad({ value: draft.answers[name], label: question.title, changed: typed, beside })], go: ahead };
  },

  text({ draft, name, question, take, next }) {
    const value = draft.answers[name] || "";
    const words = (text) => (text ? "ต่อไป" : "ข้าม");
    const ahead = big(words(value), next, { go: true, picture: "right" });
    const area = h("textarea", {
      id: "text", rows: "3", maxlength: question.most, value, "aria-labelledby": "heading", autocomplete: "off",
      oninput: () => {
        answer({ [name]: area.value });
        ahead.lastChild.textContent = words(area.value.trim());
      },
    });
    const quick = [...(question.quick || []).map((one) => [one, one]), ...(question.none ? [["", question.none]] : [])];
    return {
      body: [
        quick.length ? h("div", { class: "choices" }, quick.map(([text, shown]) => big(shown, () => take({ [name]: text }), { "aria-pressed": String(text !== "" && text === value) }))) : null,
        h("label", { class: "field-label", for: "text" }, quick.length ? "หรือพิมพ์เอง" : "พิมพ์ตรงนี้"),
        area,
      ],
      go: ahead,
    };
  },

  next({ draft, take }) {
    const from = draft.on || today();
    const value = draft.answers.next_on;
    const chips = [["อีก 1 สัปดาห์", addDays(from, 7)], ["อีก 2 สัปดาห์", addDays(from, 14)], ["อีก 1 เดือน", addMonths(from, 1)], ["อีก 2 เดือน", addMonths(from, 2)]];
    const choose = (day) => take({ next_on: day });
    const other = calendar({ value, from, to: addMonths(from, 18), choose });
    const isOther = value && !chips.some(([, day]) => day === value);
    return { body: [
      h("div", { class: "choices" },
        chips.map(([words, day]) => big(words, () => choose(day), { note: shortDay(day), "aria-pressed": String(day === value) })),
        big("ยังไม่นัด", () => choose(null), { "aria-pressed": "false" })),
      unfold("เลือกวันอื่น", other, isOther),
    ] };
  },

  day({ draft, next }) {
    const now = today();
    const choose = async (day) => { await change({ on: day }); next(); };
    const value = draft.on || now;
    const chips = [["วันนี้", now], ["เมื่อวาน", addDays(now, -1)]];
    return { body: [
      h("div", { class: "choices" }, chips.map(([words, day]) => big(words, () => choose(day), { note: shortDay(day), "aria-pressed": String(day === value) }))),
      unfold("วันอื่นก่อนหน้านี้", calendar({ value, to: now, choose }), !chips.some(([, day]) => day === value)),
    ] };
  },

  photos({ draft, next }) {
    return { body: [pictures(draft.id)], go: big("ต่อไป", next, { go: true, picture: "right" }) };
  },
};

function choices(list, value, choose) {
  return h("div", { class: "choices" }, list.map(([key, words, picture]) => big(words, () => choose(key), { picture, "aria-pressed": String(key === value) })));
}

function unfold(words, content, isOpen) {
  return h("details", { class: "more", open: Boolean(isOpen) }, h("summary", {}, icon("calendar"), h("span", {}, words)), content);
}

export const dayWords = (iso) => (iso === today() ? `วันนี้ ${shortDay(iso)}` : longDay(iso));
