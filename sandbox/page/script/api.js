// The control interface, and the line on which the sandbox says that something changed.

import { toast } from "./toasts.js";

/** Do something; a refusal is shown as a toast and gives null. */
export async function act(name, given) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  }).catch(() => null);
  const answer = response ? await response.json() : { ok: false, error: "The sandbox does not answer." };
  if (answer.ok) return answer;
  toast(answer.error);
  return null;
}

/** Look at something; null when it cannot be seen. */
export async function look(name, query) {
  const response = await fetch(`/control/${name}?${new URLSearchParams(query)}`).catch(() => null);
  const answer = response ? await response.json() : { ok: false };
  return answer.ok ? answer : null;
}

/** Call `changed` after each change in the workspace. */
export function follow(changed) {
  new EventSource("/control/stream").addEventListener("change", changed);
}
