/* Totals of a grid's rows while one types; the server says them again after saving. A cell nobody filled is not 0. */
(function () {
  "use strict";
  const THAI_ZERO = "๐".charCodeAt(0);
  const baht = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

  function read(text) {
    const digits = text.replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - THAI_ZERO)).replace(/[,\s]|บาท|\.?-$/g, "");
    return digits !== "" && Number.isFinite(Number(digits)) ? Number(digits) : null;
  }
  function cells(row, names) {
    return (names || "").split(" ").filter(Boolean).map((name) => row.querySelector(`[data-column="${name}"]`)).filter(Boolean);
  }
  function sum(row, names) {
    const known = cells(row, names).map((cell) => read(cell.value)).filter((value) => value !== null);
    return known.length ? known.reduce((a, b) => a + b, 0) : null;
  }
  function show(row) {
    row.querySelectorAll("[data-total-count]").forEach((cell) => {
      cell.value = cells(row, cell.dataset.totalCount).filter((box) => box.checked).length;
    });
    row.querySelectorAll("[data-total-add]").forEach((cell) => {
      const more = sum(row, cell.dataset.totalAdd);
      const less = cell.dataset.totalLess ? sum(row, cell.dataset.totalLess) : 0;
      cell.value = more === null || less === null ? "" : baht.format(more - less);
    });
  }

  document.querySelectorAll("form[data-grid]").forEach((form) => {
    form.addEventListener("grid:changed", () => form.querySelectorAll("tr[data-row]").forEach(show));
  });
})();
