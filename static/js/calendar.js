/* The calendar by keys: arrows from day to day, Page Up and Page Down to the period before and after. Without it every day is a link. */
(() => {
  "use strict";
  const sheet = document.querySelector("[data-calendar]");
  if (!sheet) return;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const days = [...sheet.querySelectorAll("[data-calendar-day]")];
  sheet.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = days.indexOf(event.target.closest("[data-calendar-day]"));
    if (event.key === "PageUp" || event.key === "PageDown") {
      const way = document.querySelector(event.key === "PageUp" ? "[data-calendar-before]" : "[data-calendar-after]");
      event.preventDefault();
      way.click();
      return;
    }
    if (here < 0 || !(event.key in steps)) return;
    const there = days[here + steps[event.key]];
    if (!there) return;
    event.preventDefault();
    there.focus();
  });
})();
