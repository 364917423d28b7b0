/* The page of an import: a file dropped anywhere on its panel, the eye and the keyboard led to what changed. */
(function () {
  "use strict";

  // --- a file dropped anywhere on the panel
  document.addEventListener("dragover", (e) => {
    const panel = e.target.closest?.("[data-drop]");
    document.querySelectorAll("[data-drop].is-over").forEach((one) => one !== panel && one.classList.remove("is-over"));
    if (!panel) return;
    e.preventDefault();
    panel.classList.add("is-over");
  });
  document.addEventListener("dragleave", (e) => {
    const panel = e.target.closest?.("[data-drop]");
    if (panel && !panel.contains(e.relatedTarget)) panel.classList.remove("is-over");
  });
  document.addEventListener("drop", (e) => {
    const panel = e.target.closest?.("[data-drop]");
    if (!panel) return;
    panel.classList.remove("is-over");
    const input = panel.querySelector("input[type=file]");
    if (e.defaultPrevented || !e.dataTransfer?.files.length) return;
    e.preventDefault();
    input.files = e.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // --- after something was done, reading goes on at the new head; asking how far the work is moves nothing
  let stateBefore = "";
  document.addEventListener("htmx:beforeSwap", () => {
    stateBefore = document.getElementById("run")?.dataset.state || "";
  });
  document.addEventListener("htmx:afterSettle", (e) => {
    const run = document.getElementById("run");
    if (!run || (e.detail.requestConfig?.verb === "get" && run.dataset.state === stateBefore)) return;
    const place = run.querySelector("[data-focus-first]") || run.querySelector("[data-run-head]");
    if (!place) return;
    place.focus({ preventScroll: true });
    run.scrollIntoView({ block: "start" });
  });

  // --- a typed correction counts as asked for: Enter checks again (the first button might be another)
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || !e.target.matches?.(".sheet-rows input.form-control")) return;
    const go = e.target.form?.querySelector(".sheet-go .btn-primary");
    if (!go) return;
    e.preventDefault();
    e.target.form.requestSubmit(go);
  });
})();
