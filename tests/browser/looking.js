// What a person would notice on a page of this width: returns one sentence for each fault.
() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((part) => {
      const box = part.getBoundingClientRect();
      if (!box.width || box.right <= window.innerWidth + 1) return false;
      for (let up = part.parentElement; up && up !== document.body; up = up.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return false;
      }
      return true;
    });
    faults.push(`wider than the screen (${root.scrollWidth}): ${wide.slice(0, 3).map((part) => `${part.tagName}.${part.className}`)}`);
  }
  const isSeen = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && part.getClientRects().length > 0;
  for (const file of document.querySelectorAll("input[type=file]")) {
    if (file.getBoundingClientRect().width > 1) faults.push(`a file button in the browser's own language: ${file.name}`);
  }
  const heads = [...document.querySelectorAll("h1")].filter(isSeen);
  if (heads.length !== 1) faults.push(`${heads.length} headings of the first order`);
  for (const part of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden]), textarea")) {
    if (!isSeen(part) || part.closest("[aria-hidden=true], .visually-hidden, .skip-link, [inert]")) continue;
    // A link within words is as high as its line (WCAG 2.5.8 lets it be).
    if (part.tagName === "A" && getComputedStyle(part).display === "inline") continue;
    const box = (part.closest(".ts-control") ?? part).getBoundingClientRect();
    if (!box.width || box.width <= 1 || box.height <= 1) continue; // dressed by another element, as pickers are
    const label = part.labels?.[0]?.getBoundingClientRect();
    const isTick = ["checkbox", "radio"].includes(part.type);
    const around = isTick ? part.closest("label, td, .form-check")?.getBoundingClientRect() : null;
    const height = Math.max(box.height, isTick ? Math.max(label?.height ?? 0, around?.height ?? 0) : 0);
    if (height < 43.5) faults.push(`only ${Math.round(height)} px high: ${part.tagName}.${part.className} “${(part.innerText || part.name || "").trim().slice(0, 30)}”`);
  }
  return faults;
};
