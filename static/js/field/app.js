/* The phone page begins here: can this browser keep things, who is it, which screen; and a newer version is told, not forced. */

import { askScreen } from "./ask.js";
import { on } from "./bus.js";
import { db } from "./db.js";
import { enterScreen, knownByServer, lostScreen, pinScreen } from "./enter.js";
import { homeScreen, newScreen } from "./home.js";
import { menuScreen, pinChoiceScreen } from "./me.js";
import { finishLeaving, person, resume, seen } from "./people.js";
import { reviewScreen } from "./review.js";
import { back, draw, instead, route, startRoutes } from "./routes.js";
import { startStatus } from "./status.js";
import { flush, keepSending } from "./sync.js";
import { say } from "./view.js";
import { startClock } from "./when.js";
import { waitingScreen } from "./waiting.js";

const ONLINE = "/field/online/";

/** Why nothing can be kept in this browser, or "". */
async function whyNot() {
  if (!window.isSecureContext) return "http";
  if (!("serviceWorker" in navigator) || !window.indexedDB || !window.crypto || !crypto.subtle) return "browser";
  try {
    await db();
  } catch (_closed) {
    return "private";
  }
  return "";
}

async function start() {
  const why = await whyNot();
  if (why) return location.replace(`${ONLINE}?why=${why}`);
  startWorker();
  await startClock();
  await resume();
  routes();
  startRoutes();
  startStatus();
  listen();
  if (person() && isAt("enter", "lost")) instead("#/");
  else await draw();
  if (!person()) askServer();
  return keepSending();
}

/** Nobody is here yet: the server may know who it is. The door is open meanwhile, because it may take its time. */
async function askServer() {
  await finishLeaving();
  if (person() || !(await knownByServer())) return;
  instead("#/");
  flush();
}

function routes() {
  const mine = (screen) => (...rest) => (person() ? screen(...rest) : enterScreen());
  route("", mine(homeScreen));
  route("new", mine(newScreen));
  route("visit", mine((id, step, then) => (step === "review" ? reviewScreen(id) : askScreen(id, step, then))));
  route("waiting", mine(waitingScreen));
  route("me", mine(() => menuScreen()));
  route("pin", mine(pinChoiceScreen));
  route("enter", (id) => (id ? pinScreen(id) : enterScreen()));
  route("lost", lostScreen);
}

const isAt = (...names) => names.includes(location.hash.replace(/^#\/?/, "").split("/")[0]);

function listen() {
  document.getElementById("back").addEventListener("click", () => back());
  on("list", () => person() && isAt("") && draw());
  on("outbox", () => person() && isAt("waiting") && draw());
  on("line", ({ state }) => {
    if (!person()) return;
    if (isAt("waiting") && state !== "sending") draw();
    if (isAt("") && state !== "sending" && document.querySelector("main .people") === null) draw();
  });
  on("person", (_nothing, isFar) => isFar && location.reload()); // the phone changed hands in another tab
  on("new-person", () => {
    instead("#/");
    location.reload();
  });
  on("not-kept", ({ full }) => {
    const words = full ? "ที่เก็บในเครื่องเต็ม สิ่งที่พิมพ์ล่าสุดยังไม่ได้เก็บ ลบภาพหรือแอปที่ไม่ใช้ในเครื่อง" : "เก็บสิ่งที่พิมพ์ล่าสุดไม่ได้ โปรดอย่าปิดหน้านี้ แล้วลองอีกครั้ง";
    const bar = document.getElementById("alarm");
    bar.textContent = words;
    bar.hidden = false;
  });
  on("draft-kept", () => { document.getElementById("alarm").hidden = true; });
  on("new-version", newVersion);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && seen());
  document.getElementById("renew").addEventListener("click", () => location.reload());
}

function newVersion() {
  const bar = document.getElementById("renew");
  if (bar.hidden) say("มีรุ่นใหม่");
  bar.hidden = false;
}

/** The worker keeps the page itself; when a newer one has taken over, this page goes on and offers to change. */
function startWorker() {
  const had = Boolean(navigator.serviceWorker.controller);
  let isFirst = !had;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isFirst) isFirst = false;
    else newVersion();
  });
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {}); // no signal: the one there is goes on
}

addEventListener("unhandledrejection", () => say("มีบางอย่างขัดข้อง สิ่งที่บันทึกไว้ยังอยู่ครบ"));

start();
