/* How a screen comes on: built from plain elements, its heading gets the focus, and what happens is said aloud. */

const place = (id) => document.getElementById(id);

/** An element: h("a", {href: "#/"}, "words", child). Functions become listeners; false and null leave the attribute out. */
export function h(tag, props = {}, ...kids) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing that says nothing by itself: words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A large button; `note` is a smaller line under its words. */
export function big(words, press, { go = false, picture = null, note = null, ...rest } = {}) {
  const said = h("span", {}, words, note && h("small", {}, note));
  return h("button", { type: "button", class: go ? "big big-go" : "big", onclick: press, ...rest }, picture && icon(picture), said);
}

/** A link that looks like a large button. */
export function bigLink(words, href, { go = false, picture = null } = {}) {
  return h("a", { class: go ? "big big-go" : "big", href }, picture && icon(picture), h("span", {}, words));
}

export function message(tone, ...words) {
  return h("div", { class: `message message-${tone}` }, icon(tone === "done" ? "check" : "warning"), h("p", {}, ...words));
}

function fill(box, kids) {
  box.textContent = "";
  box.append(...kids.filter(Boolean));
}

let shownAt = null;

/** What has the focus, so that it can be found again among the new elements of the same screen. */
function focused() {
  const one = document.activeElement;
  return one && place("main").contains(one) && one.id !== "heading" ? `${one.tagName}${one.id}${one.textContent}` : null;
}

/** Puts a screen on: {bar, heading, lead, back, body: [], bottom: []}. Drawn anew in its place, it stays where it was. */
export function show({ bar = "สัมมา", heading, lead = null, back = null, body = [], bottom = [], noMenu = false }) {
  const isAnew = shownAt === location.hash;
  const [held, top] = [isAnew && focused(), scrollY];
  const title = h("h1", { id: "heading", tabindex: "-1" }, heading);
  fill(place("main"), [title, lead && h("p", { class: "lead" }, lead), ...body]);
  fill(place("bottom"), bottom);
  place("bar").textContent = bar;
  place("back").hidden = !back;
  place("menu").hidden = Boolean(back) || noMenu;
  document.title = `${heading} · สัมมา`;
  document.body.dataset.ready = "yes";
  scrollTo(0, isAnew ? top : 0);
  const same = held && [...place("main").querySelectorAll("a, button, summary, input, textarea")].find((one) => `${one.tagName}${one.id}${one.textContent}` === held);
  // Whoever hears the page hears the question first; at the very start the browser reads from the top by itself.
  if (same) same.focus({ preventScroll: true });
  else if (shownAt !== null && !isAnew) title.focus({ preventScroll: true });
  shownAt = location.hash;
}

/** Says a sentence to those who listen, without moving anything. */
export function say(words) {
  place("told").textContent = "";
  setTimeout(() => { place("told").textContent = words; }, 50);
}

/** A question that needs an answer before going on; resolves to true or false. */
export function confirmBox(words, yes, no = "ไม่ทำ") {
  return new Promise((answer) => {
    const box = h("dialog", { class: "ask", "aria-labelledby": "ask-words" });
    const close = (value) => () => { answer(value); box.close(); };
    const stay = big(no, close(false));
    box.append(h("p", { id: "ask-words" }, words), h("div", { class: "row-tools" }, big(yes, close(true), { go: true }), stay));
    box.addEventListener("close", () => { answer(false); box.remove(); });
    document.body.append(box);
    box.showModal();
    stay.focus();
  });
}
