/* Where one is: #/ and words after it. The phone's back button, the bar's and a reload all lead where one expects. */

const screens = {};
let depth = 0; // how many of our screens lie behind this one
let goingHome = false;

/** `#/name/rest…` is shown by `draw(...rest)`. */
export function route(name, draw) {
  screens[name] = draw;
}

export function go(path) {
  location.hash = path;
}

/** The same place in history shows another screen. */
export function instead(path) {
  history.replaceState({ depth }, "", path);
  draw();
}

/** One screen back, or up to `parent` when there is none behind. */
export function back(parent = "#/") {
  if (depth > 0) history.back();
  else instead(parent);
}

/** To the cards, with nothing of what was done left behind them. */
export function home() {
  if (depth === 0) return instead("#/");
  goingHome = true;
  history.go(-depth);
}

/** Draws the screen of the present address. */
export function draw() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  return (screens[name] || screens[""])(...rest);
}

export function startRoutes() {
  depth = (history.state && history.state.depth) || 0;
  addEventListener("popstate", (event) => {
    if (event.state && typeof event.state.depth === "number") {
      depth = event.state.depth;
    } else if (location.hash && !goingHome) {
      depth += 1; // a link was followed
      history.replaceState({ depth }, "");
    } else {
      depth = 0;
    }
    if (goingHome) {
      goingHome = false;
      depth = 0;
      return instead("#/");
    }
    draw();
  });
  history.replaceState({ depth }, "");
}
