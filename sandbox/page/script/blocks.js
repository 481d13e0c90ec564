// Block Kit as elements.

import { chart } from "./chart.js";
import { el, icon, menu } from "./dom.js";
import { field, isField } from "./fields.js";
import { textObject, mrkdwn } from "./mrkdwn.js";
import { richText } from "./richtext.js";

/** All blocks of a message or view. `errors` are shown at their input, by block_id. */
export function blocks(list, surface, errors = {}) {
  return el("div", { class: "blocks" }, list.map((block) => draw(block, surface, errors)));
}

function draw(block, surface, errors) {
  const drawer = DRAWERS[block.type];
  return drawer ? drawer(block, surface, errors) : el("em", { class: "unknown" }, `${block.type} is not drawn here`);
}

const DRAWERS = {
  header: (block) => el("h3", { class: "block-header" }, textObject(block.text)),
  divider: () => el("hr"),
  section,
  context: (block) => el("div", { class: "context" }, block.elements.map(contextPart)),
  actions: (block, surface) => el("div", { class: "actions" }, block.elements.map((element) => interactive(element, block, surface))),
  image: (block) => el("figure", { class: "image" }, block.title && el("figcaption", {}, textObject(block.title)), image(block)),
  input,
  rich_text: richText,
  table,
  markdown: (block) => mrkdwn(block.text),
  data_visualization: chart,
};

function section(block, surface) {
  const fields = block.fields && el("div", { class: "fields" }, block.fields.map((one) => el("div", {}, textObject(one))));
  const accessory = block.accessory && el("div", { class: "accessory" }, interactive(block.accessory, block, surface));
  return el("div", { class: "section" }, el("div", { class: "section-text" }, block.text && textObject(block.text), fields), accessory);
}

function contextPart(element) {
  return element.type === "image" ? image(element) : textObject(element);
}

function image(element) {
  const address = element.image_url ?? element.slack_file?.url ?? `/files/${element.slack_file?.id}/`;
  return el("img", { src: address, alt: element.alt_text, title: element.alt_text, referrerpolicy: "no-referrer" });
}

function table(block) {
  const align = (at) => `text-align:${block.column_settings?.[at]?.align ?? "left"}`;
  const cell = (one) => (one.type === "rich_text" ? richText(one) : (one.text ?? String(one.value)));
  const row = (cells, tag) => el("tr", {}, cells.map((one, at) => el(tag, { style: align(at) }, cell(one))));
  const [head, ...rest] = block.rows;
  return el("div", { class: "table" }, el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, rest.map((cells) => row(cells, "td")))));
}

function interactive(element, block, surface) {
  if (element.type === "image") return image(element);
  if (element.type === "button") return button(element, block, surface);
  if (element.type === "overflow") return overflow(element, block, surface);
  if (!isField(element)) return el("em", { class: "unknown" }, `${element.type} is not drawn here`);
  return field(element, surface.current(block, element), (value) => surface.press(block, element, value), surface, block);
}

function button(element, block, surface) {
  const press = async (event) => {
    const node = event.currentTarget;
    node.classList.add("busy");
    await surface.press(block, element, element.value);
    node.classList.remove("busy");
  };
  const name = element.accessibility_label ?? null;
  return el("button", { class: `button ${element.style ?? ""}`, type: "button", "aria-label": name, "data-action": element.action_id, onclick: press }, textObject(element.text));
}

function overflow(element, block, surface) {
  const choose = (option) => {
    if (option.url && /^https?:/i.test(option.url)) open(option.url, "_blank", "noopener");
    surface.press(block, element, option.value);
  };
  const entries = element.options.map((option) => ({ text: textObject(option.text), choose: () => choose(option) }));
  return el("button", { class: "button overflow", type: "button", "aria-label": "More", "data-action": element.action_id, onclick: (event) => menu(event.currentTarget, entries) }, icon("more"));
}

function input(block, surface, errors) {
  const { element } = block;
  const isTyped = element.type.endsWith("_input");
  const moments = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const changed = (value) => {
    surface.fill(block, element, value);
    if (block.dispatch_action && (!isTyped || moments.includes("on_character_entered"))) surface.press(block, element, value);
  };
  const node = field(element, surface.current(block, element), changed, surface, block);
  const focusable = node.matches("input, textarea, select") ? node : node.querySelector("input, select");
  if (block.dispatch_action && isTyped && moments.includes("on_enter_pressed")) node.addEventListener("keydown", (event) => entered(event, block, surface));
  if (focusable) focusable.dataset.field = `${block.block_id}/${element.action_id}`;
  const single = node === focusable;
  if (single) node.id = `field-${block.block_id}`;
  const error = errors[block.block_id];
  return el(
    "div",
    { class: error ? "field wrong" : "field" },
    el("label", { for: single && node.id }, textObject(block.label), block.optional && el("small", {}, " (optional)")),
    node,
    error && el("p", { class: "error", role: "alert" }, error),
    block.hint && el("p", { class: "hint" }, textObject(block.hint)),
  );
}

function entered(event, block, surface) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  surface.press(block, block.element, event.target.value);
}
