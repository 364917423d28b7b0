/* A month to choose a day from, in Thai: large days, two arrows, พ.ศ. */

import { addDays, addMonths, longDay, monthName, today } from "./when.js";
import { h, icon } from "./view.js";

const WEEK = ["อา", "จ", "อ", "พ", "พฤ", "ศ", "ส"];
const weekday = (iso) => new Date(`${iso}T12:00:00Z`).getUTCDay();

/** The calendar; only days from `from` to `to` (either may be missing) can be chosen. `choose(iso)` hears the day. */
export function calendar({ value, from = null, to = null, choose }) {
  const box = h("div", { class: "calendar" });
  const within = (iso) => (!from || iso >= from) && (!to || iso <= to);
  const draw = (month) => {
    const title = h("p", { class: "calendar-month", "aria-live": "polite" }, monthName(month));
    const move = (count, name, words) => {
      const other = addMonths(month, count);
      const reach = count < 0 ? addDays(month, -1) : other;
      return h("button", { type: "button", class: "key", "aria-label": words, disabled: !within(reach), onclick: () => draw(other) }, icon(name));
    };
    const days = [];
    for (let day = month; day.slice(0, 7) === month.slice(0, 7); day = addDays(day, 1)) days.push(day);
    const cells = [...Array(weekday(month)).fill(null), ...days].map((day) => day
      ? h("button", {
        type: "button", class: "day", disabled: !within(day), "aria-label": longDay(day), "aria-pressed": String(day === value),
        "aria-current": day === today() && "date", onclick: () => choose(day),
      }, String(Number(day.slice(8))))
      : h("span"));
    const hadFocus = box.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
    box.textContent = "";
    box.append(
      h("div", { class: "calendar-head" }, move(-1, "left", "เดือนก่อน"), title, move(1, "right", "เดือนถัดไป")),
      h("div", { class: "calendar-week", "aria-hidden": "true" }, WEEK.map((name) => h("span", {}, name))),
      h("div", { class: "calendar-days" }, cells),
    );
    const same = hadFocus && [...box.querySelectorAll("button")].find((button) => button.getAttribute("aria-label") === hadFocus);
    if (same) same.focus();
  };
  draw(`${(value || from && from > today() ? value || from : today()).slice(0, 7)}-01`);
  return box;
}
