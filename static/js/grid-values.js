/* What a pasted text means to a cell: reads a block from a spreadsheet and fits each value, or says in Thai why it does not fit. */
(function () {
  "use strict";
  const YES = new Set(["ใช่", "มี", "มา", "ครบ", "✓", "✔", "☑", "x", "/", "1", "y", "yes", "true"]);
  const NO = new Set(["", "ไม่", "ไม่ใช่", "ไม่มี", "ไม่มา", "ขาด", "✗", "✘", "☐", "-", "–", "0", "n", "no", "false"]);

  /** Rows of cells out of a block copied in Excel: tabs between cells, quotes around a cell that holds a line break. */
  function readBlock(text) {
    const rows = [[]];
    let cell = "";
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let i = 0; i < source.length; i += 1) {
      const c = source[i];
      if (quoted) {
        if (c === '"' && source[i + 1] === '"') { cell += '"'; i += 1; }
        else if (c === '"') quoted = false;
        else cell += c;
      } else if (c === '"' && cell === "" && closes(source, i)) quoted = true;
      else if (c === "\t") { rows.at(-1).push(cell); cell = ""; }
      else if (c === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
      else cell += c;
    }
    rows.at(-1).push(cell);
    return rows;
  }

  /** A quote opens a cell only if a closing one follows before the cell's end; 12" of bamboo is plain text. */
  function closes(source, start) {
    for (let i = start + 1; i < source.length; i += 1) {
      if (source[i] !== '"') continue;
      if (source[i + 1] === '"') { i += 1; continue; }
      return i + 1 === source.length || source[i + 1] === "\t" || source[i + 1] === "\n";
    }
    return false;
  }

  /** The same words whatever the spaces, digits and kind of sara am. */
  function fold(text) {
    return text
      .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, "$1\u0e33")
      .replace(/เเ/g, "แ")
      .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
      .replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, "")
      .toLowerCase();
  }

  function choose(select, text) {
    const wanted = fold(text);
    const options = [...select.options].filter((option) => !option.disabled);
    const same = options.filter((option) => option.value !== "" && (fold(option.text) === wanted || option.value === text.trim()));
    if (same.length) return same[0];
    if (wanted === "") return options.find((option) => option.value === "") || null;
    const begins = options.filter((option) => option.value !== "" && fold(option.text).startsWith(wanted));
    return begins.length === 1 ? begins[0] : null;
  }

  /** Puts the text in the cell. Answers "" when it fits, else the Thai reason; a text cell keeps even what does not fit. */
  function put(cell, text) {
    const shown = text.replace(/\s*\n\s*/g, " ").trim();
    if (cell.disabled || cell.readOnly) return get(cell) === shown ? "" : "ช่องนี้แก้ไม่ได้";
    if (cell.type === "checkbox") {
      const word = fold(text);
      if (!YES.has(word) && !NO.has(word)) return "อ่านไม่ออกว่าใช่หรือไม่ใช่";
      cell.checked = YES.has(word);
      return "";
    }
    if (cell.tagName === "SELECT") {
      const option = choose(cell, text);
      if (option) { cell.value = option.value; return ""; }
      if ([...cell.options].some((one) => one.value === "")) cell.value = "";
      return shown ? "ไม่มีในรายการ โปรดเลือก" : "ต้องเลือก";
    }
    cell.value = cell.tagName === "TEXTAREA" ? text.trim() : shown;
    const longest = Number(cell.getAttribute("maxlength"));
    return longest && cell.value.length > longest ? `ยาวเกิน ${longest} ตัวอักษร` : "";
  }

  /** What the cell holds, as one text that `set` can put back. */
  function get(cell) {
    return cell.type === "checkbox" ? (cell.checked ? "1" : "") : cell.value;
  }
  function set(cell, value) {
    if (cell.type === "checkbox") cell.checked = value === "1";
    else cell.value = value;
  }

  window.SammaCells = { readBlock, fold, put, get, set };
})();
