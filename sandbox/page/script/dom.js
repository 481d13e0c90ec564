// Building the page's elements. Text only ever enters as text, never as HTML.

/** An element with properties and children; strings become text, null and false are left out. */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "style") node.style.cssText = value;
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An SVG element. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.flat(Infinity));
  return node;
}

const ICONS = {
  react: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9 10v.01M15 10v.01M8.5 14.5a4.5 4.5 0 0 0 7 0",
  reply: "M9 14 4 9l5-5M4 9h9a7 7 0 0 1 7 7v4",
  more: "M5 12v.01M12 12v.01M19 12v.01",
  close: "M6 6l12 12M18 6 6 18",
  home: "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
  send: "M5 12h13M13 6l6 6-6 6",
  customer: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 20c1-4 4-6 8-6s7 2 8 6",
  menu: "M4 7h16M4 12h16M4 17h16",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  shared: "M9 7 4 12l5 5 5-5zM15 7l-2 2M15 7l5 5-5 5-2-2",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
};

/** A small line drawing. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** Fill a container with one node for each item, keeping the nodes of items that did not change. */
export function keyed(container, items, keyOf, render) {
  const kept = container.keptNodes ?? new Map();
  const next = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const form = JSON.stringify(item);
    const old = kept.get(key);
    next.set(key, old?.form === form ? old : { form, node: render(item) });
  }
  const nodes = [...next.values()].map((entry) => entry.node);
  const same = nodes.length === container.childNodes.length && nodes.every((node, at) => node === container.childNodes[at]);
  if (!same) container.replaceChildren(...nodes);
  container.keptNodes = next;
}

/** A menu that opens below a button and closes at the next click elsewhere. */
export function popup(anchor, content, kind = "menu") {
  document.querySelector(".popup")?.remove();
  const node = el("div", { class: `popup ${kind}` }, content);
  document.body.append(node);
  const place = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = node;
  node.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`;
  node.style.top = `${place.bottom + height + 8 > innerHeight ? Math.max(8, place.top - height - 4) : place.bottom + 4}px`;
  const close = (event) => {
    if (event.type === "keydown" ? event.key !== "Escape" : node.contains(event.target)) return;
    node.remove();
    removeEventListener("pointerdown", close, true);
    removeEventListener("keydown", close, true);
  };
  addEventListener("pointerdown", close, true);
  addEventListener("keydown", close, true);
  return node;
}

/** A menu of entries {text, choose, danger?}. */
export function menu(anchor, entries) {
  const node = popup(
    anchor,
    entries.map(({ text, choose, danger }) =>
      el("button", { class: danger ? "danger" : "", onclick: () => (node.remove(), choose()) }, text),
    ),
  );
  return node;
}
