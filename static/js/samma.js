/* Small behaviours of every page, hung on data- attributes so that no page needs a script of its own. */
(function () {
  "use strict";

  const on = (event, selector, handle) =>
    document.addEventListener(event, (e) => {
      const found = e.target instanceof Element && e.target.closest(selector);
      if (found) handle(found, e);
    });

  // --- menu on a phone, and menus that close when one looks elsewhere
  const OPEN_MENUS = "details.user-menu[open], details.export-menu[open]";
  on("click", "[data-nav-toggle]", (button) => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls"))?.classList.toggle("open", open);
  });
  document.addEventListener("click", (e) => {
    document.querySelectorAll(OPEN_MENUS).forEach((menu) => menu.contains(e.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (e) => {
    const menu = e.key === "Escape" && document.querySelector(OPEN_MENUS);
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    }
  });

  // --- a question before something that cannot be taken back
  function ask(question, yes) {
    const dialog = document.createElement("dialog");
    dialog.className = "ask";
    dialog.setAttribute("aria-labelledby", "ask-words");
    const words = Object.assign(document.createElement("p"), { id: "ask-words", textContent: question });
    const tools = Object.assign(document.createElement("div"), { className: "row-tools" });
    const go = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-primary", textContent: "ยืนยัน" });
    const stay = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: "ไม่ทำ" });
    go.addEventListener("click", () => { dialog.close(); yes(); });
    stay.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    tools.append(go, stay);
    dialog.append(words, tools);
    document.body.append(dialog);
    dialog.showModal();
    stay.focus();
  }
  document.addEventListener("submit", (e) => {
    const form = e.target;
    const question = e.submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    const submitter = e.submitter;
    ask(question, () => {
      form.dataset.confirmed = "yes";
      form.requestSubmit(submitter);
      delete form.dataset.confirmed;
    });
  }, true);

  // --- one press, one record: the button rests until the answer comes (or long enough, when the answer is a file)
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== "post" || "sendTwice" in form.dataset) return;
    if (form.matches("[hx-post], [data-hx-post]")) return;
    const buttons = [...form.elements].filter((control) => control.type === "submit"); // also those standing outside it
    const rest = (resting) => buttons.forEach((button) => {
      button.disabled = resting;
      button.setAttribute("aria-busy", String(resting));
    });
    setTimeout(() => rest(true)); // after the browser has read the pressed button's own value
    setTimeout(() => rest(false), 15000);
  });
  window.addEventListener("pageshow", (e) => {
    if (!e.persisted) return;
    document.querySelectorAll('[aria-busy="true"]').forEach((button) => {
      button.disabled = false;
      button.setAttribute("aria-busy", "false");
    });
  });

  // --- print, copy, tick all, filters that go by themselves
  on("click", "[data-print]", () => window.print());
  on("click", "[data-copy]", async (button) => {
    const source = document.querySelector(button.dataset.copy);
    const text = source.value ?? source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The clipboard is closed to pages served over plain http; selecting still lets Ctrl+C work.
      source.closest("details")?.setAttribute("open", "");
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      document.execCommand("copy");
    }
    const before = button.textContent;
    button.textContent = "คัดลอกแล้ว";
    setTimeout(() => { button.textContent = before; }, 2000);
  });
  on("change", "[data-tick-all]", (all) => {
    boxes(all).forEach((box) => { box.checked = all.checked; });
    countTicks(all);
  });
  on("change", 'input[type="checkbox"][name]', (box) => {
    const all = document.querySelector(`[data-tick-all="${CSS.escape(box.name)}"]`);
    if (!all) return;
    const ticked = boxes(all).filter((one) => one.checked).length;
    all.checked = ticked > 0 && ticked === boxes(all).length;
    all.indeterminate = ticked > 0 && !all.checked;
    countTicks(all);
  });
  function boxes(all) {
    return [...document.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(all.dataset.tickAll)}"]`)];
  }
  function countTicks(all) {
    const ticked = boxes(all).filter((one) => one.checked).length;
    document.querySelectorAll(`[data-tick-count="${CSS.escape(all.dataset.tickAll)}"]`).forEach((place) => { place.textContent = ticked; });
  }
  on("change", "[data-autosubmit]", (field) => field.form.requestSubmit());

  // --- one row more of a set of forms: the blank one of components/rows.html, under the next number
  on("click", "[data-add-row]", (button) => {
    const rows = button.closest("[data-rows]");
    const total = rows.querySelector("[name$='-TOTAL_FORMS']");
    const count = Number(total.value);
    const holder = document.createElement("div");
    holder.innerHTML = rows.querySelector("template").innerHTML.replaceAll("__prefix__", count).replaceAll("__row__", count + 1);
    const row = holder.firstElementChild;
    button.before(row);
    total.value = count + 1;
    button.hidden = count + 1 >= Number(rows.querySelector("[name$='-MAX_NUM_FORMS']").value);
    start(row);
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  });

  // --- long lists become a box to search in
  function picker(select) {
    if (select.tomselect || typeof TomSelect === "undefined") return;
    const label = select.labels?.[0]?.textContent.replace("*", "").trim() || select.getAttribute("aria-label");
    const url = select.dataset.pickerUrl;
    const settings = {
      maxOptions: 200,
      diacritics: false, // Thai marks are letters, not accents to be dropped
      plugins: select.multiple ? ["remove_button"] : ["dropdown_input"],
      placeholder: select.dataset.placeholder || "พิมพ์เพื่อค้นหา",
      render: {
        option: (item, escape) => `<div>${escape(item.text)}${item.note ? `<span class="ts-note">${escape(item.note)}</span>` : ""}</div>`,
        no_results: () => '<div class="no-results">ไม่พบรายการที่ตรงกับคำค้น</div>',
        loading: () => '<div class="no-results">กำลังค้นหา…</div>',
        not_loading: () => "",
      },
    };
    if (url) {
      Object.assign(settings, {
        valueField: "id",
        labelField: "text",
        searchField: [], // the server has searched already
        preload: "focus",
        load(words, done) {
          const address = new URL(url, location.href);
          address.searchParams.set("q", words);
          fetch(address, { headers: { Accept: "application/json" } })
            .then((answer) => answer.json())
            .then((json) => { this.clearOptions(); done(json.results); })
            .catch(() => done());
        },
      });
    }
    const made = new TomSelect(select, settings);
    // The box that is typed in speaks as the select did; the select itself stays in the page, hidden, and keeps its name.
    [made.control_input, select].forEach((control) => label && control.setAttribute("aria-label", label));
    ["aria-describedby", "aria-invalid"].forEach((name) => select.hasAttribute(name) && made.control_input.setAttribute(name, select.getAttribute(name)));
  }

  // --- a file is chosen by a button in Thai: the browser's own speaks the browser's language
  function filePicker(input) {
    const what = (input.accept || "").startsWith("image") ? "ภาพ" : "ไฟล์";
    const label = document.createElement("label");
    label.htmlFor = input.id;
    label.className = "file-pick";
    const button = document.createElement("span");
    button.className = "btn btn-outline-primary";
    button.textContent = `เลือก${what}`;
    const names = document.createElement("span");
    const tell = () => { names.textContent = [...input.files].map((file) => file.name).join(", ") || `ยังไม่ได้เลือก${what}`; };
    label.append(button, names);
    input.classList.add("file-native");
    input.after(label);
    input.addEventListener("change", tell);
    label.addEventListener("dragover", (e) => e.preventDefault());
    label.addEventListener("drop", (e) => {
      e.preventDefault();
      input.files = e.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    tell();
  }

  function start(root) {
    root.querySelectorAll("select[data-picker]").forEach(picker);
    root.querySelectorAll("input[type=file]:not(.file-native)").forEach(filePicker);
    root.querySelectorAll("[data-add-row]").forEach((button) => { button.hidden = false; });
  }

  // On a narrow screen a row of tabs scrolls: the page that one is on stands in sight, also after the screen was turned.
  function showTabs() {
    for (const current of document.querySelectorAll(".tabs a[aria-current]")) {
      const list = current.closest("ul");
      list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
    }
  }

  showTabs();
  window.addEventListener("resize", showTabs);
  start(document);
  document.addEventListener("htmx:load", (e) => start(e.detail.elt));
  document.addEventListener("samma:shown", (e) => start(e.target)); // kept-files.js
  document.querySelector("[data-focus-first]")?.focus();
})();
