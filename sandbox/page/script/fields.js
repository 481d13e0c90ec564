// Inputs: each gives its node and tells `changed` the plain value that a person put in.

import { act } from "./api.js";
import { el, icon } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { store } from "./store.js";

/** The input for an element, showing `current`. */
export function field(element, current, changed, surface, block) {
  const draw = FIELDS[element.type] ?? unknown;
  return draw(element, current, changed, surface, block);
}

const FIELDS = {
  plain_text_input: text("text"),
  email_text_input: text("email"),
  url_text_input: text("url"),
  number_input: text("number"),
  datepicker: text("date"),
  timepicker: text("time"),
  datetimepicker: moment,
  rich_text_input: richTextNote,
  static_select: (element, current, changed) => select(element, current, changed, optionsOf(element)),
  users_select: (element, current, changed) => select(element, current, changed, people()),
  conversations_select: (element, current, changed) => select(element, current, changed, conversations(element.filter)),
  channels_select: (element, current, changed) => select(element, current, changed, channels()),
  external_select: external,
  multi_static_select: (element, current, changed) => many(element, current, changed, optionsOf(element)),
  multi_users_select: (element, current, changed) => many(element, current, changed, people()),
  multi_conversations_select: (element, current, changed) => many(element, current, changed, conversations(element.filter)),
  multi_channels_select: (element, current, changed) => many(element, current, changed, channels()),
  checkboxes: choices("checkbox"),
  radio_buttons: choices("radio"),
};

/** Whether this element holds a value. */
export function isField(element) {
  return element.type in FIELDS;
}

function text(kind) {
  return (element, current, changed) => {
    const common = {
      placeholder: element.placeholder?.text ?? null,
      autofocus: Boolean(element.focus_on_load),
      maxlength: element.max_length ? String(element.max_length) : null,
      min: element.min_value ?? null,
      max: element.max_value ?? null,
      oninput: (event) => changed(event.target.value, event),
    };
    const step = element.is_decimal_allowed ? "any" : null;
    const node = element.multiline ? el("textarea", { rows: 5, ...common }) : el("input", { type: kind, step, ...common });
    node.value = current ?? "";
    return node;
  };
}

function moment(element, current, changed) {
  const node = el("input", { type: "datetime-local", onchange: (event) => changed(Math.floor(new Date(event.target.value) / 1000)) });
  if (current) node.value = new Date((current - new Date().getTimezoneOffset() * 60) * 1000).toISOString().slice(0, 16);
  return node;
}

function richTextNote(element, current, changed) {
  const wrap = (line) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: line }] }] });
  return el("textarea", { rows: 5, placeholder: element.placeholder?.text ?? null, oninput: (event) => changed(wrap(event.target.value)) });
}

function optionsOf(element) {
  const plain = (option) => ({ value: option.value, label: option.text.text, option });
  if (element.options) return element.options.map(plain);
  return (element.option_groups ?? []).map((group) => ({ label: group.label.text, options: group.options.map(plain) }));
}

function people() {
  const listed = store.seen.people.filter((one) => one.id !== "USLACKBOT");
  return listed.map((one) => ({ value: one.id, label: [one.real_name, one.is_external ? one.team : one.function].filter(Boolean).join(" · ") }));
}

function channels() {
  return store.seen.channels.filter((one) => !one.is_archived).map((one) => ({ value: one.id, label: `#${one.name}` }));
}

function conversations(filter = {}) {
  const kinds = filter.include ?? ["public", "private", "im"];
  const wanted = (one) => kinds.includes(one.is_private ? "private" : "public") && !(filter.exclude_external_shared_channels && one.is_ext_shared);
  const found = channels().filter(({ value }) => wanted(store.seen.channels.find((one) => one.id === value)));
  const direct = kinds.includes("im") && !filter.exclude_bot_users ? store.seen.dms : [];
  return [...found, ...direct.map((one) => ({ value: one.id, label: store.seen.app.name }))];
}

function select(element, current, changed, entries) {
  const options = entries.map((entry) =>
    entry.options ? el("optgroup", { label: entry.label }, entry.options.map(optionNode)) : optionNode(entry),
  );
  const empty = el("option", { value: "" }, element.placeholder?.text ?? "Choose an option");
  const node = el("select", { onchange: (event) => changed(event.target.value) }, empty, options);
  node.value = current ?? "";
  return node;
}

function optionNode({ value, label }) {
  return el("option", { value }, label);
}

function many(element, current, changed, entries) {
  const flat = entries.flatMap((entry) => entry.options ?? [entry]);
  let chosen = [...(current ?? [])];
  const box = el("div", { class: "many" });
  const set = (next) => ((chosen = next), draw(), changed(chosen));
  const draw = () => {
    const chips = chosen.map((value) => {
      const remove = () => set(chosen.filter((one) => one !== value));
      return el("span", { class: "chip" }, flat.find((one) => one.value === value)?.label ?? value, el("button", { type: "button", title: "Remove", onclick: remove }, icon("close")));
    });
    const left = flat.filter((one) => !chosen.includes(one.value));
    const adder = select({ placeholder: { text: chosen.length ? "Add another" : (element.placeholder?.text ?? "Choose") } }, "", (value) => set([...chosen, value]), left);
    box.replaceChildren(...chips, adder);
  };
  draw();
  return box;
}

function external(element, current, changed, surface, block) {
  const list = el("div", { class: "suggestions" });
  const choose = (option, input) => {
    input.value = option.text.text;
    list.replaceChildren();
    changed(option);
  };
  const ask = async (event) => {
    const given = { user: store.place.as, ...surface.place, block_id: block.block_id, action_id: element.action_id };
    const typed = event.target.value;
    if (typed.length < (element.min_query_length ?? 3)) return;
    const answer = await act("suggest", { ...given, typed });
    const found = (answer?.options ?? []).map((option) => el("button", { type: "button", onclick: () => choose(option, event.target) }, textObject(option.text)));
    list.replaceChildren(...found);
  };
  return el("div", { class: "external" }, el("input", { type: "text", placeholder: element.placeholder?.text ?? "Type to search", oninput: ask }), list);
}

let groups = 0;

function choices(kind) {
  return (element, current, changed) => {
    const name = `choices-${(groups += 1)}`;
    const box = el("div", { class: "choices" });
    const read = () => [...box.querySelectorAll("input:checked")].map((input) => input.value);
    const tell = () => changed(kind === "radio" ? read()[0] : read());
    const isChosen = (value) => (kind === "radio" ? current === value : (current ?? []).includes(value));
    for (const option of element.options) {
      const input = el("input", { type: kind, name, value: option.value, onchange: tell });
      input.checked = isChosen(option.value);
      const about = option.description && el("small", {}, textObject(option.description));
      box.append(el("label", {}, input, el("span", {}, textObject(option.text), about)));
    }
    return box;
  };
}

function unknown(element) {
  return el("em", { class: "unknown" }, `${element.type} is not drawn here`);
}
