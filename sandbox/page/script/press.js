// Pressing a button or choosing an option, after the confirmation that the app may have asked for.

import { act } from "./api.js";
import { el } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { store } from "./store.js";

/** A place where elements stand: a message, a whisper or a view, with what was filled in so far. */
export class Surface {
  constructor(place, state = {}) {
    this.place = place;
    this.state = state;
    this.filled = {};
  }

  /** Remember what a person put into an input. */
  fill(block, element, value) {
    (this.filled[block.block_id] ??= {})[element.action_id] = value;
  }

  /** What stands in an input: what was typed here, or what the app knows. */
  current(block, element) {
    const typed = this.filled[block.block_id];
    if (typed && element.action_id in typed) return typed[element.action_id];
    return simple(this.state[block.block_id]?.[element.action_id]) ?? simple(initial(element));
  }

  /** Tell the app that a person used an element. */
  async press(block, element, value) {
    if (element.confirm && !(await confirmed(element.confirm))) return null;
    if (element.url && /^https?:/i.test(element.url)) open(element.url, "_blank", "noopener");
    const given = { user: store.place.as, ...this.place, block_id: block.block_id, action_id: element.action_id };
    return act("press", { ...given, value, state: this.filled });
  }
}

/** Slack's form of an input's state as one plain value. */
function simple(state) {
  if (!state) return undefined;
  const { type, ...rest } = state;
  const [value] = Object.values(rest);
  if (Array.isArray(value)) return value.map((one) => one.value ?? one);
  return value?.value ?? value ?? undefined;
}

function initial(element) {
  const entry = Object.entries(element).find(([key]) => key.startsWith("initial_"));
  return entry && { type: element.type, value: entry[1] };
}

/** Ask before something is done; resolves to whether it shall be. */
function confirmed({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const answer = (yes) => (veil.remove(), resolve(yes));
    const dialog = el(
      "div",
      { class: "dialog small", role: "alertdialog" },
      el("h2", {}, textObject(title)),
      el("div", { class: "dialog-body" }, textObject(text)),
      el(
        "footer",
        {},
        el("button", { class: "button", onclick: () => answer(false) }, textObject(deny)),
        el("button", { class: `button ${style ?? "primary"}`, onclick: () => answer(true) }, textObject(confirm)),
      ),
    );
    const veil = el("div", { class: "veil above" }, dialog);
    document.body.append(veil);
    dialog.querySelector("footer button:last-child").focus();
  });
}
