/* Cards of the 1-to-4 board can be dragged; the drop fills and sends the card's own form, so the server decides as ever.
   Without this file, by keyboard and on a phone, the form on each card does the same. */
(function () {
  "use strict";
  let dragged = null;

  const cards = (root) => root.querySelectorAll("[data-card]");
  const start = (root) => cards(root).forEach((card) => { if (card.querySelector("form[data-move]")) card.draggable = true; });
  const say = (words) => {
    const line = document.querySelector("[data-board-says]");
    line.classList.remove("visually-hidden");
    line.textContent = words;
  };
  const unmark = () => document.querySelectorAll(".board-over").forEach((place) => place.classList.remove("board-over"));
  const under = (e) => e.target instanceof Element && e.target.closest("[data-drop]");

  document.addEventListener("dragstart", (e) => {
    dragged = e.target instanceof Element ? e.target.closest("[data-card]") : null;
    if (!dragged) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", dragged.dataset.card);
    dragged.classList.add("board-dragging");
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("board-dragging");
    dragged = null;
    unmark();
  });
  document.addEventListener("dragover", (e) => {
    const place = under(e);
    if (!dragged || !place) return;
    e.preventDefault();
    unmark();
    (e.target.closest("[data-place]") || place).classList.add("board-over");
  });
  document.addEventListener("drop", (e) => {
    const place = under(e);
    if (!dragged || !place) return;
    e.preventDefault();
    unmark();
    const card = dragged;
    const form = card.querySelector("form[data-move]");
    const from = card.dataset.trainer;
    const to = place.dataset.trainer || "";
    if (from === to) return;
    const onto = e.target.closest("[data-card]");
    const swap = card.querySelector("form[data-swap]");
    if (from && to && onto && swap) {
      // Dropped on another trainer's card: the two change places, as soon as the reason is told.
      swap.elements.other.value = onto.dataset.card;
      swap.closest("details").open = true;
      swap.elements.reason.focus();
      say("บอกเหตุที่สลับ แล้วกด “สลับ”");
      return;
    }
    if (to) form.elements.trainer.value = to;
    form.elements.place.value = e.target.closest("[data-place]")?.dataset.place || "";
    if (!from) { form.requestSubmit(); return; }
    // A household that leaves its trainer needs a reason: the form opens with the rest filled in.
    form.closest("details").open = true;
    form.elements.reason.focus();
    say(to ? "บอกเหตุที่เปลี่ยนวิทยากร แล้วกด “ย้าย”" : "บอกเหตุที่เปลี่ยนวิทยากร แล้วกด “พักไว้ก่อน”");
  });

  start(document);
  document.addEventListener("htmx:load", (e) => start(e.detail.elt));
})();
