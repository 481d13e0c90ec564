// The page: follows the address and the workspace, and draws what one person sees.

import { act, follow } from "./api.js";
import { drawModal } from "./modal.js";
import { drawMiddle, drawRight } from "./panes.js";
import { rail } from "./rail.js";
import { channel, readPlace, refresh, store } from "./store.js";
import { toast } from "./toasts.js";

const toldBefore = new Map();

function draw() {
  document.getElementById("rail").replaceChildren(...rail().flat(2).filter(Boolean));
  drawMiddle();
  drawRight();
  drawModal();
  tell();
  document.body.dataset.ready = "yes";
}

/** Show the errors that came since this page was opened as this person. */
function tell() {
  const { as } = store.place;
  const { toasts } = store.seen;
  for (const one of toasts.slice(toldBefore.get(as) ?? toasts.length)) toast(one.text);
  toldBefore.set(as, toasts.length);
}

function markRead() {
  const found = store.place.view === "home" ? null : channel(store.place.channel);
  if (found?.unread && document.visibilityState === "visible") act("read", { user: store.place.as, channel: found.id });
}

let underway = false;
let again = false;

/** Fetch and draw, one at a time; changes in between are fetched together. */
async function update() {
  if (underway) {
    again = true;
    return;
  }
  underway = true;
  if (await refresh()) {
    draw();
    markRead();
  }
  underway = false;
  if (again) {
    again = false;
    update();
  }
}

let homeOpened = "";

function moved() {
  readPlace();
  const opening = store.place.view === "home" ? store.place.as : "";
  if (opening && opening !== homeOpened) act("home", { user: opening });
  homeOpened = opening;
  update();
}

addEventListener("hashchange", moved);
addEventListener("focus", () => store.seen && markRead());
moved();
follow(update);
