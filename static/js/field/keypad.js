/* A big keypad for baht. A real field stands above it, so that a keyboard and a screen reader work as everywhere. */

import { baht } from "./questions.js";
import { h, icon } from "./view.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0"];
const LONGEST = 9; // baht before the point; more is a slip of the finger

/** Only what can be an amount: Arabic digits, at most one point with two places. Thai digits are read too. */
export function clean(text) {
  const digits = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/[^\d.]/g, "");
  const [whole, ...rest] = digits.split(".");
  const kept = whole.replace(/^0+(?=\d)/, "").slice(0, LONGEST);
  return rest.length ? `${kept || "0"}.${rest.join("").slice(0, 2)}` : kept;
}

/** The field with its keys, and beside them the answers without an amount. `changed(text)` hears every change. */
export function keypad({ value, label, changed, beside }) {
  let text = value || "";
  const field = h("input", {
    class: "amount", type: "text", inputmode: "none", autocomplete: "off", id: "amount", "aria-label": `${label} (บาท)`,
    oninput: () => set(clean(field.value)),
  });
  const set = (next) => {
    text = next;
    field.value = text.endsWith(".") ? `${baht(text)}.` : text && grouped(text);
    changed(text.replace(/\.$/, ""));
  };
  const press = (key) => () => set(key === "" ? text.slice(0, -1) : clean(text + key));
  const keys = KEYS.map((key) => h("button", { type: "button", class: "key", onclick: press(key), "aria-label": key === "." ? "จุด" : key }, key));
  keys.push(h("button", { type: "button", class: "key", onclick: press(""), "aria-label": "ลบหนึ่งตัว" }, icon("backspace")));
  field.value = text && grouped(text);
  return h("div", { class: "keypad" }, h("div", { class: "amount-line" }, field, h("span", {}, "บาท")), h("div", { class: "keys-and-words" }, h("div", { class: "keys" }, keys), h("div", { class: "words" }, beside)));
}

/** As typed, with commas: what is typed after the point stays as it is. */
function grouped(text) {
  const [whole, rest] = text.split(".");
  return rest === undefined ? baht(whole) : `${baht(whole)}.${rest}`;
}
