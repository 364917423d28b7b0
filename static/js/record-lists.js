/* Lists in a text box: a press sets “- ” or “๑. ” before each chosen line and takes it away again; Enter goes on with the
   next mark, and ends the list on an empty one. The text stays plain: paper and page hang such lines by themselves. */
(function () {
  "use strict";
  const MARK = /^(\s*)(?:([-–•])|([0-9]{1,3}|[๐-๙]{1,3})([.)]))(\s+|$)/;
  const BOX = "textarea[name$='-body']";

  const thai = (n) => String(n).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
  const value = (digits) => Number(digits.replace(/[๐-๙]/g, (sign) => "๐๑๒๓๔๕๖๗๘๙".indexOf(sign)));
  const like = (n, digits) => (/[๐-๙]/.test(digits) ? thai(n) : String(n));

  // execCommand keeps the browser's own way back (Ctrl+Z); where it is gone the text changes all the same.
  function put(box, start, end, text) {
    box.focus();
    box.setSelectionRange(start, end);
    if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
    box.setRangeText(text, start, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function lineStart(text, place) {
    return text.lastIndexOf("\n", place - 1) + 1;
  }

  function lineEnd(text, place) {
    const end = text.indexOf("\n", place);
    return end < 0 ? text.length : end;
  }

  function toggle(box, kind) {
    const text = box.value;
    const start = lineStart(text, box.selectionStart);
    const end = lineEnd(text, Math.max(box.selectionStart, box.selectionEnd - 1));
    const lines = text.slice(start, end).split("\n");
    const has = (line) => { const found = MARK.exec(line); return found && Boolean(found[2]) === (kind === "bullet"); };
    const said = lines.filter((line) => line.trim());
    const isOff = said.length > 0 && said.every(has);
    let count = kind === "number" && !isOff ? before(text, start) : 0;
    const made = lines.map((line) => {
      if (!line.trim() && lines.length > 1) return line;
      const bare = line.replace(MARK, "$1");
      count += 1;
      if (isOff) return bare;
      return kind === "bullet" ? `- ${bare}` : `${thai(count)}. ${bare}`;
    });
    put(box, start, end, made.join("\n"));
  }

  // The number of the line above, when it has one: a list goes on.
  function before(text, start) {
    if (start === 0) return 0;
    const found = MARK.exec(text.slice(lineStart(text, start - 1), start - 1));
    return found && found[3] ? value(found[3]) : 0;
  }

  function goOn(e) {
    const box = e.target;
    const place = box.selectionStart;
    if (place !== box.selectionEnd) return;
    const start = lineStart(box.value, place);
    const found = MARK.exec(box.value.slice(start, place));
    if (!found) return;
    e.preventDefault();
    const [all, space, bullet, number, sign, gap] = found;
    if (place - start === all.length && !box.value.slice(place, lineEnd(box.value, place)).trim()) {
      put(box, start, place, "");
      return;
    }
    put(box, place, place, `\n${space}${bullet || like(value(number) + 1, number) + sign}${gap || " "}`);
  }

  document.addEventListener("click", (e) => {
    const button = e.target instanceof Element && e.target.closest("[data-list]");
    if (button) toggle(document.getElementById(button.dataset.listFor), button.dataset.list);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.isComposing || e.shiftKey || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.target instanceof HTMLTextAreaElement && e.target.matches(BOX)) goOn(e);
  });

  const show = (root) => root.querySelectorAll("[data-list-tools]").forEach((tools) => { tools.hidden = false; });
  show(document);
  document.querySelectorAll("template[data-section-blank]").forEach((blank) => show(blank.content));
})();
