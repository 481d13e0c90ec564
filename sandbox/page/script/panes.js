// The middle and the right: a channel, the app's Home, a thread, or the customer.

import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { customerHead, drawCustomer } from "./customer.js";
import { el, icon, keyed } from "./dom.js";
import { message } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { Surface } from "./press.js";
import { channel, go, inZone, person, store } from "./store.js";

const part = (id) => document.getElementById(id);
const writeInChannel = composer(() => ({ channel: store.place.channel }), "Write a message, or / for a command");
const writeInThread = composer(() => ({ channel: store.place.channel, thread_ts: store.place.thread }), "Reply");
part("middle-composer").append(writeInChannel);
part("right-composer").append(writeInThread);

/** Draw the middle: Home, or a channel. */
export function drawMiddle() {
  const isHome = store.place.view === "home" && !store.seen.user.is_external;
  const found = channel(store.place.channel);
  part("middle").classList.toggle("home", isHome);
  part("middle-composer").hidden = isHome || !found || isClosed(found) || !found.members.includes(store.place.as);
  if (isHome) return drawHome();
  part("middle-head").replaceChildren(menuButton(), ...(found ? channelHead(found) : [el("strong", {}, "Not here")]));
  if (!found) return keyed(part("middle-list"), ["none"], String, () => el("p", { class: "empty" }, "You cannot see this channel."));
  drawList(part("middle-list"), found.messages, found, false);
}

/** Draw the right: a thread, the customer, or nothing. */
export function drawRight() {
  const found = channel(store.place.channel);
  const root = found?.messages.find((one) => one.ts === store.place.thread);
  const isCustomer = store.place.pane === "customer";
  const pane = part("right");
  pane.hidden = !root && !isCustomer;
  pane.classList.toggle("customer-side", isCustomer);
  part("right-composer").hidden = isCustomer || !root || isClosed(found);
  const close = el("button", { class: "quiet", "aria-label": "Close", onclick: () => go({ thread: null, pane: null, customer: null, message: null }) }, icon("close"));
  if (isCustomer) {
    part("right-head").replaceChildren(customerHead(), close);
    drawCustomer(part("right-list"));
  } else if (root) {
    part("right-head").replaceChildren(el("div", {}, el("strong", {}, "Thread"), el("small", {}, found.is_im ? store.seen.app.name : `#${found.name}`)), close);
    drawList(part("right-list"), [root, ...root.replies], found, true);
  }
}

/** Whether nobody, or nobody but the app, can write here. */
function isClosed(found) {
  return found.is_archived || (found.is_im && store.seen.app.is_read_only);
}

function drawList(list, messages, found, inThread) {
  const rows = inThread ? messages.map((shown) => ({ shown })) : withDays(messages);
  // Names, zones and shortcuts change how a message looks, so they are part of what is compared.
  const context = [store.place.as, found.id, inThread, store.seen.shortcuts, store.place.message];
  const place = context.slice(0, 3).join(" ") + (inThread ? store.place.thread : "");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const elsewhere = list.dataset.place !== place;
  const items = rows.length ? rows.map((row) => ({ ...row, context })) : [{ empty: true, context }];
  keyed(list, items, (row) => row.day ?? row.shown?.ts ?? "empty", (row) => drawRow(row, found, inThread));
  list.dataset.place = place;
  const marked = elsewhere && store.place.message && list.querySelector(`[data-ts="${CSS.escape(store.place.message)}"]`);
  if (marked) marked.scrollIntoView({ block: "center" });
  else if (elsewhere || atEnd) list.scrollTop = list.scrollHeight;
}

function drawRow(row, found, inThread) {
  if (row.day) return el("div", { class: "day" }, el("span", {}, row.day));
  if (row.empty) return el("p", { class: "empty" }, found.is_im ? "Nothing here yet. The app writes to you here when something waits for you." : `This is the start of #${found.name}.`);
  return message(row.shown, found.id, inThread);
}

function withDays(messages) {
  const rows = [];
  let last = "";
  for (const shown of messages) {
    const day = inZone(Number(shown.ts), { weekday: "long", day: "numeric", month: "long" });
    if (day !== last) rows.push({ day });
    last = day;
    rows.push({ shown });
  }
  return rows;
}

function channelHead(found) {
  if (found.is_im) return [el("strong", {}, store.seen.app.name), el("span", { class: "tag" }, "APP"), el("span", { class: "topic" }, "Direct messages from the app")];
  const topic = found.topic.value || found.purpose.value;
  const join = !found.members.includes(store.place.as) && el("button", { class: "button", onclick: () => act("join", { user: store.place.as, channel: found.id }) }, "Join");
  return [
    el("strong", {}, `# ${found.name}`),
    found.is_archived && el("span", { class: "tag" }, "archived"),
    found.is_ext_shared && el("span", { class: "tag external" }, `shared with ${otherTeams(found).join(", ")}`),
    el("span", { class: "topic" }, mrkdwn(topic)),
    join,
    el("span", { class: "count" }, `${found.members.length} members`),
  ].filter(Boolean);
}

/** The organisations in a shared channel that are not one's own. */
function otherTeams(found) {
  const teams = found.members.map((id) => person(id).team).filter((team) => team && team !== store.seen.user.team);
  return [...new Set(teams)];
}

function drawHome() {
  const { home, app } = store.seen;
  const shortcuts = store.seen.shortcuts.filter((one) => one.type === "global");
  const starts = shortcuts.map((one) => el("button", { class: "button", onclick: () => act("shortcut", { user: store.place.as, callback_id: one.callback_id }) }, one.name));
  part("middle-head").replaceChildren(menuButton(), el("strong", {}, app.name), el("span", { class: "tag" }, "APP"), el("span", { class: "topic" }, "Home"), ...starts);
  const draw = () => (home ? blocks(home.blocks, new Surface({ view_id: home.id }, home.state.values)) : el("p", { class: "empty" }, "The app has not shown a Home to you yet."));
  keyed(part("middle-list"), [[store.place.as, home]], () => "home", () => el("div", { class: "home-page" }, draw()));
  part("middle-list").dataset.place = "home";
}

function menuButton() {
  return el("button", { class: "quiet rail-button", "aria-label": "Channels", onclick: () => document.body.classList.toggle("rail-open") }, icon("menu"));
}
