/* A file that was chosen stays chosen when its form comes back with something to mend, when the line breaks, when the session
   has ended: the form is sent beside the page, and only what must change of the page does. Without this file, or with no
   file chosen, the browser sends the form itself. samma.middleware.ways_on says where a stored form leads. */
(function () {
  "use strict";
  const inputs = (root) => [...root.querySelectorAll("input[type=file]")];
  const STAYS = "สิ่งที่กรอกและไฟล์ที่เลือกยังอยู่ในหน้านี้";

  document.addEventListener("submit", (e) => {
    const form = e.target;
    const ours = !e.defaultPrevented && form.method === "post" && !form.matches("[hx-post]");
    if (!ours || !inputs(form).some((input) => input.files.length)) return;
    e.preventDefault();
    if (!("onItsWay" in form.dataset)) send(form, e.submitter);
  });

  async function send(form, button) {
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    body.append("files_kept", "yes"); // so that no one is asked to choose them again
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/); // newer than the page's own after signing in again elsewhere
    if (token) body.set("csrfmiddlewaretoken", token[1]);
    rest(form, true);
    say(form, "status", "กำลังส่ง โปรดรอ อย่าเพิ่งปิดหน้านี้");
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, headers: { "X-Files-Kept": "yes" } });
      const on = answer.headers.get("X-Leads-To");
      if (on) return go(form, new URL(on, location.href));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok && page.getElementById("main")) show(form, page, answer.url);
      else tell(form, `${words(page)} ${STAYS}`);
    } catch {
      tell(form, `ส่งไม่ได้ อาจไม่มีสัญญาณอินเทอร์เน็ต ${STAYS} โปรดลองบันทึกอีกครั้ง`);
    }
  }

  function go(form, to) {
    if (to.pathname.startsWith("/accounts/login/")) {
      const way = Object.assign(document.createElement("a"), { href: "/accounts/login/", target: "_blank", textContent: "เข้าสู่ระบบในหน้าต่างใหม่" });
      tell(form, `ออกจากระบบแล้ว ${STAYS} `, way, " แล้วกลับมาบันทึกอีกครั้งที่หน้านี้");
      return;
    }
    const isHere = to.hash && to.pathname + to.search === location.pathname + location.search;
    location.assign(to);
    if (isHere) location.reload();
  }

  // The answer takes the place of the page: what its form has chosen already, and what the answer needs that is not here yet.
  function show(form, page, address) {
    const chosen = new Map(inputs(form).map((input) => [input.name, input.files]));
    const main = document.adoptNode(page.getElementById("main"));
    inputs(main).forEach((input) => { if (chosen.get(input.name)?.length) input.files = chosen.get(input.name); });
    rest(form, false); // also the button that stands outside
    document.getElementById("main").replaceWith(main);
    document.title = page.title;
    history.replaceState(null, "", address);
    for (const part of page.querySelectorAll("link[rel=stylesheet], script[src]")) {
      const name = part.src ? "src" : "href";
      if (document.querySelector(`[${name}="${CSS.escape(part.getAttribute(name))}"]`)) continue;
      const fresh = document.createElement(part.localName);
      [...part.attributes].forEach((one) => fresh.setAttribute(one.name, one.value));
      fresh.async = false; // in their order
      document.head.append(fresh);
    }
    main.dispatchEvent(new CustomEvent("samma:shown", { bubbles: true }));
    const first = main.querySelector("[data-focus-first], [role=alert]");
    first?.setAttribute("tabindex", "-1");
    (first || main).focus();
    if (!first) scrollTo(0, 0);
  }

  function words(page) {
    const said = [...page.querySelectorAll("h1, h1 ~ p")].slice(0, 2).map((one) => one.textContent.trim());
    return said.filter(Boolean).join(" ") || "ระบบขัดข้อง ยังไม่ได้บันทึก";
  }
  function rest(form, resting) {
    form.toggleAttribute("data-on-its-way", resting);
    [...form.elements].filter((control) => control.type === "submit").forEach((button) => {
      button.disabled = resting;
      button.setAttribute("aria-busy", String(resting));
    });
  }
  function say(form, role, ...parts) {
    form.querySelector("[data-said]")?.remove();
    const note = document.createElement("div");
    note.className = `message message-${role === "alert" ? "error" : "info"}`;
    note.setAttribute("role", role);
    note.tabIndex = -1;
    note.dataset.said = "";
    const line = document.createElement("p");
    line.append(...parts);
    note.append(line);
    form.append(note);
    return note;
  }
  function tell(form, ...parts) {
    rest(form, false);
    say(form, "alert", ...parts).focus();
  }
})();
