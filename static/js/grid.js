/* The grid: a formset as a sheet one moves through by Tab, Enter and arrows, fills from Excel and cannot lose.
   Without this file the same table is a plain form. Values: grid-values.js. Drafts: drafts.js. */
(function () {
  "use strict";
  const { readBlock, fold, put, get, set } = window.SammaCells;
  const Drafts = window.SammaDrafts;

  class Grid {
    constructor(form) {
      this.form = form;
      this.body = form.querySelector("[data-grid-rows]");
      this.blank = form.querySelector("template[data-grid-blank]");
      this.total = form.querySelector(`[name="${form.dataset.prefix}-TOTAL_FORMS"]`);
      this.most = Number(form.querySelector(`[name="${form.dataset.prefix}-MAX_NUM_FORMS"]`)?.value || 1000);
      this.says = form.querySelector("[data-grid-says]");
      this.undoButton = form.querySelector("[data-grid-undo]");
      this.steps = []; // pastes and fills that can be taken back
      this.typed = false; // typed since the last of them: then Ctrl+Z belongs to the text box
      this.sending = false;
      this.key = `${form.dataset.user}:${location.pathname}:${form.dataset.prefix}`;
      this.first = this.snapshot();
      this.bound = form.dataset.bound === "yes";
      // A refused sheet holds what was posted; the draft still knows what the server's own rows were.
      this.base = (this.bound && Drafts.read(this.key)?.first) || this.first;
      this.listen();
      this.bringBack();
      form.querySelectorAll("[data-grid-tool]").forEach((tool) => { tool.hidden = false; });
      if (!this.blank) form.querySelectorAll("[data-grid-add]").forEach((tool) => { tool.hidden = true; });
    }

    // --- rows and cells
    rows() { return [...this.body.querySelectorAll("tr[data-row]")]; }
    cells(row) { return [...row.querySelectorAll(".cell")]; }
    all() { return [...this.form.querySelectorAll(".cell, [data-grid-keep], [data-row] input[type='hidden']")]; }
    place(cell) {
      const row = cell.closest("tr[data-row]");
      return [this.rows().indexOf(row), this.cells(row).indexOf(cell)];
    }
    at(row, column) {
      const line = this.rows()[row];
      return line ? this.cells(line)[column] : undefined;
    }
    addRow() {
      const count = Number(this.total.value);
      if (!this.blank || count >= this.most) return null;
      const holder = document.createElement("tbody");
      holder.innerHTML = this.blank.innerHTML.replaceAll("__prefix__", count).replaceAll("__row__", this.rows().length + 1);
      const row = holder.querySelector("tr[data-row]");
      row.dataset.added = "";
      this.body.append(row);
      this.total.value = count + 1;
      return row;
    }
    removeLastIfEmpty() {
      const row = this.rows().at(-1);
      if (!row || !("added" in row.dataset) || this.cells(row).some((cell) => get(cell) !== "" && get(cell) !== initial(cell))) return;
      row.remove();
      this.total.value = Number(this.total.value) - 1;
    }
    go(cell) {
      if (!cell) return false;
      cell.focus();
      if (cell.select && cell.type !== "checkbox") cell.select();
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      return true;
    }

    // --- moving
    listen() {
      this.body.addEventListener("keydown", (e) => e.target.closest(".cell") && this.key_(e, e.target.closest(".cell")));
      this.body.addEventListener("paste", (e) => e.target.closest(".cell") && this.paste(e, e.target.closest(".cell")));
      this.body.addEventListener("input", (e) => { this.typed = true; this.clearMark(e.target); this.changed(); });
      this.body.addEventListener("change", (e) => { this.clearMark(e.target); this.changed(); });
      this.body.addEventListener("focusin", (e) => { if (e.target.matches(".cell")) this.last = e.target; });
      this.form.addEventListener("input", (e) => { if (e.target.matches("[data-grid-keep]")) this.changed(); });
      this.form.addEventListener("click", (e) => this.tool(e));
      this.form.addEventListener("submit", (e) => this.submit(e));
      window.addEventListener("beforeunload", (e) => { if (this.dirty() && !this.sending) e.preventDefault(); });
      window.addEventListener("pagehide", () => this.keep());
    }
    key_(e, cell) {
      const [row, column] = this.place(cell);
      const command = e.ctrlKey || e.metaKey;
      if (command && e.code === "KeyD") { e.preventDefault(); this.fillFromAbove(row, column); return; }
      if (command && !e.shiftKey && e.code === "KeyZ") { if (!this.typed && this.steps.length) { e.preventDefault(); this.undo(); } return; }
      if (command || e.altKey || e.isComposing) return;
      let to;
      if (e.key === "Enter") {
        to = this.at(row + (e.shiftKey ? -1 : 1), column);
        if (!to && !e.shiftKey && this.addRow()) to = this.at(row + 1, column);
        e.preventDefault(); // Enter never sends half a sheet
      } else if (e.key === "ArrowDown") to = this.at(row + 1, column);
      else if (e.key === "ArrowUp") to = this.at(row - 1, column);
      else if (e.key === "ArrowLeft" && edge(cell, "start")) to = this.at(row, column - 1);
      else if (e.key === "ArrowRight" && edge(cell, "end")) to = this.at(row, column + 1);
      else return;
      const leavesSelect = cell.tagName === "SELECT" && e.key.startsWith("Arrow"); // else an arrow would change the choice unseen
      if (this.go(to) || leavesSelect) e.preventDefault();
    }
    tool(e) {
      if (e.target.closest("[data-grid-add]")) { const row = this.addRow(); if (row) this.go(this.cells(row)[0]); else this.say(`เพิ่มได้ไม่เกิน ${this.most} แถว`); }
      if (e.target.closest("[data-grid-undo]")) this.undo();
      if (e.target.closest("[data-grid-fill]")) this.fillBelow();
      if (e.target.closest("[data-grid-discard]")) { this.restoreFirst(); }
      const mark = e.target.closest("[data-drop-mark]");
      if (mark) { const cell = mark.closest("td").querySelector(".cell"); this.clearMark(cell); this.go(cell); this.changed(); }
    }

    // --- filling
    change(edits, words) {
      const step = { cells: [], added: 0 };
      for (const { cell, text } of edits) {
        const before = get(cell);
        const reason = put(cell, text);
        step.cells.push({ cell, before, after: get(cell) });
        if (reason) this.mark(cell, text, reason); else this.clearMark(cell);
      }
      this.steps.push(step);
      this.typed = false;
      this.undoButton.hidden = false;
      this.changed();
      const wrong = this.body.querySelectorAll(".grid-mark").length;
      this.say(wrong ? `${words} · ต้องแก้ ${wrong} ช่อง` : words);
      return step;
    }
    fillFromAbove(row, column) {
      const above = this.at(row - 1, column);
      if (above) this.change([{ cell: this.at(row, column), text: plain(above) }], "คัดลอกจากแถวบนแล้ว");
    }
    fillBelow() {
      if (!this.last) { this.say("แตะช่องที่ต้องการคัดลอกก่อน"); return; }
      const [row, column] = this.place(this.last);
      const below = this.rows().slice(row + 1).map((line) => this.cells(line)[column]).filter((cell) => cell && get(cell) === "" && !cell.disabled);
      if (below.length) this.change(below.map((cell) => ({ cell, text: plain(this.last) })), `เติมลงล่างแล้ว ${below.length} ช่อง`);
      else this.say("ไม่มีช่องว่างด้านล่างให้เติม");
      this.go(this.last);
    }
    paste(e, cell) {
      let block = readBlock(e.clipboardData.getData("text/plain"));
      const single = block.length === 1 && block[0].length === 1;
      if (single && cell.tagName !== "SELECT" && cell.type !== "checkbox") return; // the browser's own paste, at the caret
      e.preventDefault();
      const [row, column] = this.place(cell);
      const heads = [...this.form.querySelectorAll("th[data-column-head]")].map((head) => fold(head.dataset.columnHead)).slice(column);
      const headed = block.length > 1 && block[0].every((text, i) => fold(text) === heads[i]);
      if (headed) block = block.slice(1);
      const edits = [];
      const left = []; // what found no place is shown, never dropped
      let added = 0;
      block.forEach((line, i) => {
        if (!this.rows()[row + i] && this.addRow()) added += 1;
        const over = line.filter((text, j) => {
          const target = this.at(row + i, column + j);
          if (target) edits.push({ cell: target, text });
          return !target && text.trim() !== "";
        });
        if (over.length) left.push(over.join("\t"));
      });
      const step = this.change(edits, `วางแล้ว ${block.length} แถว${headed ? " (ข้ามแถวหัวตาราง)" : ""}`);
      step.added = added;
      this.showLeft(left);
      this.go(cell);
    }
    undo() {
      const step = this.steps.pop();
      if (!step) return;
      // A cell typed in since keeps what was typed.
      step.cells.forEach(({ cell, before, after }) => { if (get(cell) === after) set(cell, before); this.clearMark(cell); });
      for (let i = 0; i < step.added; i += 1) this.removeLastIfEmpty();
      this.undoButton.hidden = !this.steps.length;
      this.showLeft([]);
      this.changed();
      this.say("เลิกทำแล้ว");
      this.go(step.cells.find(({ cell }) => cell.isConnected)?.cell);
    }
    mark(cell, text, reason) {
      this.clearMark(cell);
      const note = document.createElement("p");
      note.className = "grid-mark";
      note.id = `${cell.id}_mark`;
      note.dataset.text = text;
      note.dataset.reason = reason;
      const kept = Object.assign(document.createElement("span"), { className: "grid-kept", textContent: `“${text.trim()}”` });
      const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn-link-quiet", textContent: "ไม่ใช้ค่านี้" });
      drop.dataset.dropMark = "";
      drop.setAttribute("aria-label", `ไม่ใช้ค่า ${text.trim()} ใน ${cell.getAttribute("aria-label")}`);
      note.append(kept, ` ${reason} `, drop);
      cell.closest("td").append(note);
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", note.id);
    }
    clearMark(cell) {
      const home = cell.closest?.("td");
      if (!home) return;
      home.querySelectorAll(".grid-mark, .grid-error").forEach((note) => note.remove());
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
    }
    showLeft(lines) {
      const panel = this.form.querySelector("[data-grid-left]");
      panel.hidden = !lines.length;
      panel.querySelector("textarea").value = lines.join("\n");
    }
    say(words) { this.says.textContent = words; }

    // --- keeping
    snapshot() { return this.all().map((cell) => [cell.name, get(cell)]); }
    dirty() { return JSON.stringify(this.snapshot()) !== JSON.stringify(this.first) || this.bound; }
    changed() {
      this.form.dispatchEvent(new Event("grid:changed")); // for totals, which follow pastes and fills too
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), 300);
    }
    keep() {
      if (!this.dirty()) { if (!this.sending) Drafts.drop(this.key); return; }
      const marks = [...this.body.querySelectorAll(".grid-mark")].map((note) => [note.closest("td").querySelector(".cell").name, note.dataset.text, note.dataset.reason]);
      Drafts.write(this.key, { first: this.base, values: this.snapshot(), total: this.total.value, marks, left: this.form.querySelector("[data-grid-left] textarea").value, sent: this.sending });
    }
    bringBack() {
      const draft = Drafts.read(this.key);
      if (!draft || this.bound) return; // a refused sheet comes back from the server itself
      if (JSON.stringify(draft.values) === JSON.stringify(this.first)) { Drafts.drop(this.key); return; }
      const notice = this.form.querySelector("[data-grid-draft]");
      notice.hidden = false;
      if (JSON.stringify(draft.first) !== JSON.stringify(this.first)) {
        // The rows themselves are others now: to lay the draft over them would put values on the wrong row.
        notice.querySelector("[data-grid-draft-moved]").hidden = false;
        notice.querySelector("[data-grid-draft-back]").hidden = true;
        notice.querySelector("textarea").value = asText(draft.values);
        return;
      }
      while (Number(this.total.value) < Number(draft.total) && this.addRow());
      const byName = new Map(this.all().map((cell) => [cell.name, cell]));
      draft.values.forEach(([name, value]) => { if (byName.has(name)) set(byName.get(name), value); });
      draft.marks.forEach(([name, text, reason]) => byName.has(name) && this.mark(byName.get(name), text, reason));
      this.showLeft(draft.left ? draft.left.split("\n") : []);
    }
    restoreFirst() {
      Drafts.drop(this.key);
      while (this.rows().at(-1) && "added" in this.rows().at(-1).dataset) { this.rows().at(-1).remove(); this.total.value = Number(this.total.value) - 1; }
      const byName = new Map(this.all().map((cell) => [cell.name, cell]));
      this.first.forEach(([name, value]) => byName.has(name) && set(byName.get(name), value));
      this.body.querySelectorAll(".grid-mark").forEach((note) => this.clearMark(note.closest("td").querySelector(".cell")));
      this.showLeft([]);
      this.form.querySelector("[data-grid-draft]").hidden = true;
      this.say("ทิ้งร่างแล้ว ตารางกลับเป็นข้อมูลในระบบ");
    }
    submit(e) {
      const mark = this.body.querySelector(".grid-mark");
      if (mark) {
        e.preventDefault();
        this.say(`ยังมี ${this.body.querySelectorAll(".grid-mark").length} ช่องที่วางไม่ได้ เลือกค่า หรือกด “ไม่ใช้ค่านี้” ก่อนบันทึก`);
        this.go(mark.closest("td").querySelector(".cell"));
        return;
      }
      this.sending = true;
      this.keep();
      setTimeout(() => { this.sending = false; }, 20000); // no answer came: warn again on leaving
    }
  }

  /** The caret stands at that end of the text, or the whole text is selected, or there is no text to move in. */
  function edge(cell, end) {
    if (cell.tagName === "SELECT" || cell.type === "checkbox") return true;
    const { selectionStart: from, selectionEnd: to, value } = cell;
    const whole = from === 0 && to === value.length;
    return whole || (end === "start" ? from === 0 && to === 0 : from === value.length && to === value.length);
  }
  /** The value as a person would paste it. */
  function plain(cell) {
    return cell.tagName === "SELECT" ? cell.selectedOptions[0]?.text && cell.value ? cell.value : "" : get(cell);
  }
  function initial(cell) {
    if (cell.tagName === "SELECT") return [...cell.options].find((option) => option.defaultSelected)?.value ?? cell.options[0]?.value ?? "";
    return cell.type === "checkbox" ? (cell.defaultChecked ? "1" : "") : cell.defaultValue;
  }
  /** A draft as lines of tab-separated cells, to be copied by hand. */
  function asText(values) {
    const lines = new Map();
    values.forEach(([name, value]) => {
      const [, row, field] = name.match(/-(\d+)-(.+)$/) || [];
      if (row === undefined || ["id", "version", "DELETE"].includes(field)) return;
      lines.set(row, [...(lines.get(row) || []), value]);
    });
    return [...lines.values()].map((line) => line.join("\t")).join("\n");
  }

  document.querySelectorAll("form[data-grid]").forEach((form) => new Grid(form));
})();
