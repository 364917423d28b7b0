/* The page of a knowledge record being written: add a section, move it, choose its kind by a button.
   Without this script the page is a plain form with one empty section at its end. */
(function () {
  "use strict";

  const all = (root, selector) => [...root.querySelectorAll(selector)];

  function number(box) {
    all(box, "[data-section-order]").forEach((field, n) => { field.value = n + 1; });
  }

  function add(box) {
    const total = box.querySelector(`[name="${CSS.escape(box.dataset.sections)}-TOTAL_FORMS"]`);
    const blank = box.querySelector("[data-section-blank]");
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
    const section = holder.firstElementChild;
    blank.before(section);
    total.value = Number(total.value) + 1;
    number(box);
    section.querySelector("input:not([type=hidden])").focus();
  }

  function move(button) {
    const section = button.closest("[data-section]");
    const up = button.dataset.sectionMove === "up";
    const other = up ? section.previousElementSibling : section.nextElementSibling;
    if (!other || !other.matches("[data-section]")) return;
    if (up) other.before(section);
    else other.after(section);
    number(section.closest("[data-sections]"));
    button.focus();
  }

  document.addEventListener("click", (e) => {
    const button = e.target instanceof Element && e.target.closest("button[type=button]");
    if (!button) return;
    if ("sectionAdd" in button.dataset) add(button.closest("[data-sections]"));
    else if ("sectionMove" in button.dataset) move(button);
    else if (button.dataset.choose) {
      const select = document.getElementById(button.dataset.choose);
      select.value = button.dataset.value;
      select.closest("details")?.setAttribute("open", "");
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.focus();
    }
  });

  all(document, "[data-section-tools]").forEach((tools) => { tools.hidden = false; });
})();
