// The stack of modals: the top one is shown, what was typed survives updates and errors.

import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { el, icon } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { Surface } from "./press.js";
import { store } from "./store.js";

const host = document.getElementById("modals");
let shown = { id: null, hash: null };
let surface = null;
let errors = {};

/** Show the person's top modal, or none. */
export function drawModal() {
  const stack = store.seen.modals;
  const view = stack.at(-1);
  if (!view) {
    shown = { id: null, hash: null };
    host.replaceChildren();
    return;
  }
  if (view.id === shown.id && view.hash === shown.hash) return;
  if (view.id !== shown.id) {
    surface = new Surface({ view_id: view.id }, view.state.values);
    errors = {};
  } else {
    keepTyped(view);
  }
  shown = { id: view.id, hash: view.hash };
  draw(view, stack.length);
}

function keepTyped(view) {
  surface.state = view.state.values;
  for (const [blockId, actions] of Object.entries(surface.filled)) {
    for (const action of Object.keys(actions)) if (!view.state.values[blockId]?.[action]) delete actions[action];
    if (!Object.keys(actions).length) delete surface.filled[blockId];
  }
}

function draw(view, depth) {
  const focused = document.activeElement?.dataset?.field;
  const submit = view.submit && el("button", { class: "button primary", type: "submit" }, textObject(view.submit));
  const close = el("button", { class: "button", type: "button", onclick: () => leave(view) }, view.close ? textObject(view.close) : "Cancel");
  const form = el(
    "form",
    { class: "dialog", role: "dialog", "aria-modal": "true", novalidate: "", onsubmit: (event) => send(event, view) },
    el(
      "header",
      {},
      el("span", { class: "app-sign" }, "M"),
      el("h2", {}, textObject(view.title)),
      depth > 1 && el("span", { class: "depth" }, `${depth} of 3`),
      el("button", { class: "quiet", type: "button", "aria-label": "Close", onclick: () => leave(view, true) }, icon("close")),
    ),
    el("div", { class: "dialog-body" }, blocks(view.blocks, surface, errors)),
    el("footer", {}, close, submit),
  );
  host.replaceChildren(el("div", { class: depth > 1 ? "veil stacked" : "veil" }, form));
  const wanted = focused && form.querySelector(`[data-field="${CSS.escape(focused)}"]`);
  (wanted ?? form.querySelector("[autofocus], [data-field]"))?.focus();
}

async function send(event, view) {
  event.preventDefault();
  const button = event.currentTarget.querySelector("[type=submit]");
  button.classList.add("busy");
  const answer = await act("submit", { user: store.place.as, view_id: view.id, values: surface.filled });
  button.classList.remove("busy");
  if (answer?.result !== "errors") return;
  errors = answer.errors;
  draw(view, store.seen.modals.length);
  host.querySelector(".wrong")?.scrollIntoView({ block: "center" });
}

function leave(view, all = false) {
  act("close", { user: store.place.as, view_id: view.id, all });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown.id && !document.querySelector(".popup, .veil.above")) leave({ id: shown.id });
});
