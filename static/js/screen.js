/* The projector's keys: 1–4 for its parts, arrows for the agenda, / for the box to type in. Without this file Tab and Enter do. */
(function () {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      const box = document.querySelector("[data-slash]");
      if (box) { event.preventDefault(); box.focus(); }
      return;
    }
    const key = "๑๒๓๔".includes(event.key) ? String("๑๒๓๔".indexOf(event.key) + 1) : event.key;
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
  });
})();
