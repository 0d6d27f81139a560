"use strict";
(() => {
  const rows = [...document.querySelectorAll(".row")];
  const doubtful = rows.filter((row) => row.matches(".error, .warning"));
  const say = (text) => { document.getElementById("said").textContent = text; };
  const NOT_SAVED = "сақталмады · не сохранено · not saved";
  let place = -1;

  function step(by) {
    if (!doubtful.length) { say("тексеретін ештеңе жоқ · проверять нечего · nothing to check"); return; }
    place = (place + by + doubtful.length) % doubtful.length;
    rows.forEach((row) => row.classList.remove("current"));
    const row = doubtful[place];
    row.classList.add("current");
    row.scrollIntoView({ block: "center" });
    row.querySelector(".number").focus({ preventScroll: true });
    say(`№ ${row.dataset.id}: ${place + 1} / ${doubtful.length}`);
  }

  const only = document.getElementById("only");
  only.addEventListener("change", () => document.body.classList.toggle("only-doubtful", only.checked));
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("back").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.target.isContentEditable || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "f") only.click();
  });

  for (const row of rows) {
    const light = (value, on) => row.querySelectorAll(".figure").forEach((figure) =>
      figure.classList.toggle("same", on && figure.dataset.value === value));
    for (const figure of row.querySelectorAll(".figure")) {
      figure.addEventListener("mouseenter", () => light(figure.dataset.value, true));
      figure.addEventListener("mouseleave", () => light(figure.dataset.value, false));
    }
  }

  const edits = new Map();
  const save = document.getElementById("save");
  const label = save.textContent;
  for (const cell of document.querySelectorAll(".cell[data-target]")) {
    const clean = () => cell.textContent.replace(/[ \t\r\n]+/g, " ").trim(); // no-break spaces stay
    const before = clean();
    cell.setAttribute("contenteditable", "plaintext-only");
    if (cell.contentEditable !== "plaintext-only") cell.setAttribute("contenteditable", "true");
    cell.addEventListener("input", () => {
      const text = clean();
      const key = `${cell.dataset.target}:${cell.dataset.segment}`;
      if (text === before) edits.delete(key);
      else edits.set(key, { segment: Number(cell.dataset.segment), language: cell.dataset.target, before, text });
      cell.classList.toggle("edited", edits.has(key));
      save.disabled = edits.size === 0;
      save.textContent = edits.size ? `${label} (${edits.size})` : label;
    });
  }
  for (const button of document.querySelectorAll(".take")) {
    button.addEventListener("click", () => {
      const cell = button.closest(".row").querySelector(`.cell[data-target="${button.dataset.target}"]`);
      cell.textContent = button.dataset.text;
      cell.dispatchEvent(new Event("input"));
      cell.focus();
    });
  }
  async function send(address, content) {
    try {
      const answer = await fetch(address, { method: "POST", body: content });
      const told = await answer.json();
      if (!answer.ok) { say(`${NOT_SAVED}: ${told.error}; ${told.hint}`); return; }
      edits.clear();
      location.reload();
    } catch (error) { say(`${NOT_SAVED}: ${error.message}`); }
  }

  save.addEventListener("click", () => {
    const { document: id, sha256, save: address } = document.body.dataset;
    const saved = new Date().toISOString();
    const content = JSON.stringify({ document: id, sha256, saved, edits: [...edits.values()] }, null, 2);
    if (address) { send(address, content); return; }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = `${id}.edits.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    say(`сақталды · сохранено · saved (${edits.size}): ${link.download}`);
  });
  window.addEventListener("beforeunload", (event) => { if (edits.size) event.preventDefault(); });
})();
