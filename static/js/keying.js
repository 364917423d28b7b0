/* Keying from paper without the mouse: Enter goes to the next box and from the last one saves; Ctrl+Enter saves at once.
   A box that is entered has its text chosen, so that typing replaces what was kept from the page before. */
(function () {
  "use strict";
  const boxes = (form) => [...form.elements].filter((box) => box.matches("input:not([type=hidden]), select, textarea"));

  document.querySelectorAll("form[data-keying]").forEach((form) => {
    const first = form.querySelector(".is-invalid, [aria-invalid=true]") || boxes(form)[0];
    form.addEventListener("focusin", (e) => { if (e.target.matches("input:not([type=checkbox])")) e.target.select(); });
    form.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.isComposing || e.target.matches("button, a")) return;
      e.preventDefault();
      const all = boxes(form);
      const next = all[all.indexOf(e.target) + 1];
      if (e.ctrlKey || !next) form.requestSubmit();
      else next.focus();
    });
    if (first) { first.focus(); if (first.select) first.select(); }
  });
})();
