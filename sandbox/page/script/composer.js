// Where one writes: messages, @names, #channels and /commands.

import { act } from "./api.js";
import { el, icon } from "./dom.js";
import { store } from "./store.js";

/** A box to write in. `place` gives {channel, thread_ts?} at the moment of sending. */
export function composer(place, hint) {
  const list = el("div", { class: "suggestions" });
  const box = el("textarea", { rows: 1, "aria-label": hint, placeholder: hint });
  const submit = async () => {
    const typed = box.value.trim();
    if (!typed) return;
    box.value = "";
    fit();
    list.replaceChildren();
    const given = { user: store.place.as, ...place() };
    const answer = await (typed.startsWith("/") ? act("command", { ...given, text: typed }) : act("speak", { ...given, text: written(typed) }));
    if (!answer && !box.value) box.value = typed;
  };
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
  };
  const suggest = () => {
    fit();
    const found = suggestions(box.value.slice(0, box.selectionStart));
    list.replaceChildren(...found.map(({ show, about, insert }) => el("button", { type: "button", onmousedown: (event) => (event.preventDefault(), put(insert)) }, el("b", {}, show), about && el("small", {}, about))));
  };
  const put = (insert) => {
    const before = box.value.slice(0, box.selectionStart).replace(/\S*$/, insert);
    box.value = `${before} ${box.value.slice(box.selectionStart).trimStart()}`;
    box.selectionStart = box.selectionEnd = before.length + 1;
    list.replaceChildren();
    fit();
  };
  box.addEventListener("input", suggest);
  box.addEventListener("blur", () => list.replaceChildren());
  box.addEventListener("keydown", (event) => {
    const first = list.querySelector("button");
    if (event.key === "Tab" && first) (event.preventDefault(), first.dispatchEvent(new MouseEvent("mousedown", { cancelable: true })));
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) (event.preventDefault(), submit());
    else if (event.key === "Escape") list.replaceChildren();
  });
  return el("div", { class: "composer" }, list, box, el("button", { class: "send", title: "Send", onclick: submit }, icon("send")));
}

function suggestions(before) {
  if (/^\/\S*$/.test(before)) {
    const commands = store.seen.commands.filter((one) => one.command.startsWith(before));
    return commands.map((one) => ({ show: `${one.command} ${one.usage_hint ?? ""}`, about: one.description, insert: one.command }));
  }
  const [, sign, start] = before.match(/(?:^|\s)([@#])([\w-]*)$/) ?? [];
  if (!sign) return [];
  const names = sign === "#" ? store.seen.channels.map((one) => ({ name: one.name })) : mentionable();
  const found = names.filter((one) => one.name.startsWith(start.toLowerCase()));
  return found.slice(0, 6).map(({ name, about }) => ({ show: sign + name, about, insert: sign + name }));
}

function mentionable() {
  const people = store.seen.people.filter((one) => one.id !== "USLACKBOT");
  return [...people.map((one) => ({ name: one.name, about: one.real_name, id: `<@${one.id}>` })), ...store.seen.groups.map((one) => ({ name: one.handle, about: one.name, id: `<!subteam^${one.id}>` }))];
}

/** What one typed in the form in which Slack keeps it: signs escaped, names as ids. */
function written(typed) {
  const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const names = new Map(mentionable().map((one) => [one.name, one.id]));
  return escaped
    .replace(/(^|\s)@([\w-]+)/g, (whole, space, name) => (names.has(name) ? `${space}${names.get(name)}` : whole))
    .replace(/(^|\s)#([\w-]+)/g, (whole, space, name) => {
      const found = store.seen.channels.find((one) => one.name === name);
      return found ? `${space}<#${found.id}|${name}>` : whole;
    })
    .replace(/(^|\s)(https?:\/\/\S+)/g, "$1<$2>");
}
