/* Text pasted from Word or a web page becomes plain paragraphs and lists: “- ” for a bullet, the number of a numbered line.
   The server cleans again (samma.knowledge.plain); this is so that the person sees at once what is kept. */
(function () {
  "use strict";
  const SILENT = new Set(["STYLE", "SCRIPT", "HEAD", "META", "LINK", "TITLE", "XML"]);
  const BLOCKS = new Set(["P", "DIV", "LI", "TR", "UL", "OL", "TABLE", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "SECTION", "ARTICLE"]);
  const NUMBER = /^[\s\u00a0]*((?:\d{1,3}|[๐-๙]{1,3}|[ก-ฮ]|[a-z])[.)])/i;

  // Styles go before the text is parsed: the page's own policy would refuse them aloud. Word writes a list as
  // paragraphs whose first piece is the mark, and tells it by a style only.
  function unstyled(html) {
    const bare = html.replace(/<style\b[\s\S]*?<\/style>/gi, "");
    return bare.replace(/<[a-z][^>]*>/gi, (tag) => {
      const isMark = /mso-list:\s*ignore/i.test(tag);
      const rest = tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
      return isMark ? rest.replace(/^<[a-z0-9]+/i, (name) => `${name} data-list-mark`) : rest;
    });
  }

  function mark(item) {
    const list = item.parentElement;
    if (list?.tagName !== "OL") return "- ";
    const items = [...list.children].filter((one) => one.tagName === "LI");
    return `${(Number(list.getAttribute("start")) || 1) + items.indexOf(item)}. `;
  }

  function walk(node, out) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        out.push(child.nodeValue.replace(/[ \t\r\n]+/g, " "));
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE || SILENT.has(child.tagName)) continue;
      if (child.hasAttribute("data-list-mark")) {
        const number = NUMBER.exec(child.textContent);
        out.push(number ? `${number[1]} ` : "- ");
        continue;
      }
      if (child.tagName === "BR") {
        out.push("\n");
        continue;
      }
      const block = BLOCKS.has(child.tagName);
      if (block) out.push("\n");
      if (child.tagName === "LI") out.push(mark(child));
      walk(child, out);
      if (block) out.push("\n");
      else if (child.tagName === "TD" || child.tagName === "TH") out.push(" ");
    }
  }

  function plain(html) {
    const out = [];
    walk(new DOMParser().parseFromString(unstyled(html), "text/html").body, out);
    const lines = out.join("").replaceAll("\u00a0", " ").split("\n").map((line) => line.replace(/ {2,}/g, " ").trim());
    return lines.filter((line) => line && line !== "-").join("\n");
  }

  document.addEventListener("paste", (e) => {
    const box = e.target;
    if (!(box instanceof HTMLTextAreaElement) || !box.name.endsWith("-body")) return;
    const html = e.clipboardData?.getData("text/html");
    const text = html && plain(html);
    if (!text) return;
    e.preventDefault();
    // execCommand keeps the browser's own way back (Ctrl+Z); where it is gone the text comes in all the same.
    if (document.execCommand("insertText", false, text)) return;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
