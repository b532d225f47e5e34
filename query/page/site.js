// Copying and keys; every page works without this.
"use strict";
const $ = (id) => document.getElementById(id);
const cards = () => [...document.querySelectorAll(".card")];
let at = -1;

function say(text) {
  let live = $("said");
  if (!live) {
    live = document.createElement("p");
    live.id = "said";
    live.className = "visually-hidden";
    live.setAttribute("role", "status");
    document.body.append(live);
  }
  live.textContent = text;
}

if (navigator.clipboard)
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const parts = button.dataset.copy.split(" ").map((id) => {
        const element = $(id);
        return element.tagName === "Q" ? "\u201C" + element.textContent + "\u201D" : element.textContent;
      });
      try {
        await navigator.clipboard.writeText(parts.join(" "));
        button.textContent = "Copied";
        say("copied");
      } catch {
        button.textContent = "The browser refused";
      }
      setTimeout(() => (button.textContent = label), 1500);
    });
  }

function go(step) {
  const all = cards();
  if (!all.length) return;
  const focused = all.indexOf(document.activeElement.closest(".card"));
  at = Math.min(Math.max((focused >= 0 ? focused : at) + step, 0), all.length - 1);
  for (const card of all) card.classList.toggle("at", card === all[at]);
  all[at].focus();
}

function press(key) {
  const card = document.activeElement.closest(".card") || cards()[at];
  card?.querySelector(`[data-key=${key}]`)?.click();
}

if (document.body.dataset.keys === "on")
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "/") $("q")?.focus();
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "c" || event.key === "b") press(event.key);
    else if (event.key === "?") location.href = "/help#keys";
    else return;
    event.preventDefault();
  });
