/* The editor of a knowledge record saves by itself: in this tab at once, on the server within seconds.
   What another wrote meanwhile comes in where nobody types here; what two wrote in waits for the button “บันทึก”.
   Without this script the page is a plain form. */
(function () {
  "use strict";
  const PAUSE = 2500;
  const RETRY = 8000;

  const state = document.querySelector("[data-writing]");
  const form = state && document.querySelector("[data-sections]").closest("form");
  if (!form) return;
  const { key, url } = state.dataset;
  const Drafts = window.SammaDrafts;
  const field = (name) => form.elements[name];
  const say = (words) => { state.textContent = words; };
  const NAMES = ["heading", "kind", "body"];
  const SKIPPED = /csrfmiddlewaretoken|solved|_FORMS$|-tried$/;

  let dirty = false;
  let sending = false;
  let saving = null;
  let timer = 0;

  const values = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !SKIPPED.test(name)));
  const prefixes = () => [...form.querySelectorAll("[data-section] [name$='-pk']")].map((one) => one.name.slice(0, -3));
  const keep = () => Drafts.write(key, { values: values(), sent: sending });

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  // What an answer that never came may have stored is mine, not another's.
  function tried(before) {
    for (const prefix of prefixes()) {
      const name = `${prefix}-tried`;
      if (field(name) || before.get(`${prefix}-body`) === null) continue;
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: before.get(`${prefix}-body`) }));
    }
  }

  function take(row, before) {
    const fields = NAMES.map((name) => field(`${row.prefix}-${name}`));
    if (!fields.every(Boolean)) return;
    if (row.theirs) {
      const still = NAMES.every((name) => alike(field(`${row.prefix}-${name}`).value, before.get(`${row.prefix}-${name}`)));
      if (!still) return; // typed on meanwhile: the next saving shows both
      NAMES.forEach((name) => { field(`${row.prefix}-${name}`).value = row.theirs[name]; });
    }
    field(`${row.prefix}-pk`).value = row.pk;
    field(`${row.prefix}-base`).value = row.base;
  }

  const alike = (one, other) => one.replaceAll("\r\n", "\n") === (other || "").replaceAll("\r\n", "\n");

  async function send() {
    const before = new FormData(form);
    dirty = false;
    say("กำลังบันทึก…");
    let told;
    try {
      const answer = await fetch(url, { method: "POST", body: before, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      told = await answer.json();
    } catch {
      dirty = true;
      tried(before);
      say("ยังบันทึกที่ระบบไม่ได้ ข้อความเก็บไว้ในเครื่องนี้ และจะลองใหม่");
      later(RETRY);
      return;
    }
    if (told.errors) {
      say(told.errors.join(" "));
      return;
    }
    form.querySelectorAll("[name$='-tried']").forEach((one) => one.remove());
    field("head_base").value = told.head_base;
    told.sections.forEach((row) => take(row, before));
    const met = told.meetings.map((label) => `“${label}”`).join(" ");
    say(met ? `${told.saved} ยกเว้น ${met} ซึ่งมีผู้อื่นแก้ด้วย กด “บันทึก” เพื่อดูทั้งสองฉบับ` : told.saved);
    if (!dirty && !met) Drafts.drop(key);
  }

  function save() {
    if (saving || sending || !dirty) return;
    saving = send().finally(() => {
      saving = null;
      if (dirty) later(PAUSE);
    });
  }

  function changed() {
    dirty = true;
    keep();
    if (!saving) later(PAUSE);
  }

  // --- what was typed before a reload, a crash or a lost line
  function bring(draft) {
    const typed = draft.values;
    const here = new Map(prefixes().map((prefix) => [field(`${prefix}-pk`).value, prefix]));
    const rows = Object.keys(typed).filter((name) => name.endsWith("-pk")).map((name) => name.slice(0, -3));
    for (const row of rows) {
      let prefix = typed[`${row}-pk`] && here.get(typed[`${row}-pk`]);
      if (!prefix && !(typed[`${row}-heading`] || typed[`${row}-body`])) continue;
      if (!prefix) {
        document.querySelector("[data-section-add]").click();
        prefix = prefixes().at(-1);
      }
      for (const name of ["number", "base", ...NAMES]) {
        if (field(`${prefix}-${name}`)) field(`${prefix}-${name}`).value = typed[`${row}-${name}`] || "";
      }
    }
    for (const [name, value] of Object.entries(typed)) {
      const one = field(name);
      if (one && !/-\d+-/.test(name) && "value" in one && one.type !== "checkbox") one.value = value;
    }
  }

  const draft = Drafts.read(key);
  if (draft && !document.querySelector(".error-summary, .stale")) {
    bring(draft);
    say("นำข้อความที่ยังไม่ได้บันทึกกลับมาแล้ว");
    dirty = true;
    later(PAUSE);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // Sending while a saving is under way would meet its own text: it waits for the answer.
  window.addEventListener("submit", (e) => {
    if (e.target !== form) return;
    clearTimeout(timer);
    if (saving) {
      e.preventDefault();
      e.stopImmediatePropagation();
      const { submitter } = e;
      saving.then(() => form.requestSubmit(submitter));
      return;
    }
    sending = true;
    keep();
  }, true);
})();
