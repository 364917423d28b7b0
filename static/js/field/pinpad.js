/* Six digits by large keys: the PIN is never shown, only how many digits there are. */

import { h, icon, say } from "./view.js";

const LENGTH = 6;

/** `done(pin)` is called with six digits; it may call `clear()` of what is returned. */
export function pinPad({ label, done }) {
  let text = "";
  const dots = h("span", { class: "dots", "aria-hidden": "true" });
  const field = h("input", {
    class: "pin visually-there", type: "password", inputmode: "none", autocomplete: "off", maxlength: String(LENGTH), "aria-label": label,
    oninput: () => set(field.value.replace(/\D/g, "")),
  });
  function set(next) {
    text = next.slice(0, LENGTH);
    field.value = text;
    dots.textContent = "●".repeat(text.length) + "○".repeat(LENGTH - text.length);
    if (text.length === LENGTH) done(text);
  }
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"].map((key) => key
    ? h("button", { type: "button", class: "key", onclick: () => { set(text + key); say(`${text.length} ตัว`); } }, key)
    : h("span"));
  keys.push(h("button", { type: "button", class: "key", "aria-label": "ลบหนึ่งตัว", onclick: () => set(text.slice(0, -1)) }, icon("backspace")));
  set("");
  return { box: h("div", { class: "keypad" }, h("div", { class: "pin-line" }, field, dots), h("div", { class: "keys" }, keys)), clear: () => set("") };
}
