/* Keeps what is typed in a grid in this tab until the server has said that it is saved.
   A page that shows a success message (data-saved) is that word: drafts already sent then go. */
(function () {
  "use strict";
  const PREFIX = "samma-draft:";

  const Drafts = {
    read(key) {
      try {
        return JSON.parse(sessionStorage.getItem(PREFIX + key));
      } catch {
        return null;
      }
    },
    write(key, draft) {
      try {
        sessionStorage.setItem(PREFIX + key, JSON.stringify(draft));
      } catch {
        // A full or closed store must not stop the typing; the warning on leaving still stands.
      }
    },
    drop(key) {
      sessionStorage.removeItem(PREFIX + key);
    },
    all() {
      return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
    },
  };
  window.SammaDrafts = Drafts;

  if (document.querySelector("[data-saved]")) {
    Drafts.all().filter((key) => Drafts.read(key)?.sent).forEach(Drafts.drop);
  }
  // Who signs out leaves nothing of the households behind in the browser.
  document.addEventListener("submit", (e) => {
    if (e.target.matches("[data-signs-out]")) Drafts.all().forEach(Drafts.drop);
  });
})();
