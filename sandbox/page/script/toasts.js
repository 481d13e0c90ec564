// Short messages that go away by themselves.

import { el } from "./dom.js";

const SECONDS = 8;

/** Say something at the edge of the page. */
export function toast(text) {
  const node = el("div", { class: "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), SECONDS * 1000);
}
