// Small comforts; every page works without them.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") { form.dataset.sent = "1"; setTimeout(() => delete form.dataset.sent, 8000); }
});
// What was typed is kept until it has been sent.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = "linli:" + form.dataset.keep;
  const fields = [...form.querySelectorAll("textarea, input[type=text], input[type=tel], input[type=email]")].filter((f) => f.name);
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((f) => [f.name, f.value])))));
    if (document.querySelector("[data-sent-form]")) sessionStorage.removeItem(key);
  } catch { /* private windows have no storage */ }
}
for (const done of document.querySelectorAll("[data-sent-form]")) sessionStorage.removeItem("linli:" + done.dataset.sentForm);
// Lists by keyboard: j and k move, x marks, Enter opens, / searches.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const go = (row) => row && row.querySelector("a").focus();
  if (event.key === "j") go(rows[at + 1]);
  else if (event.key === "k") go(rows[Math.max(at - 1, 0)]);
  else if (event.key === "x" && at >= 0) rows[at].querySelector("input[type=checkbox]")?.click();
  else if (event.key === "/") { const box = document.querySelector("input[type=search]"); if (box) { event.preventDefault(); box.focus(); } }
});
// While typing, the same thing near by is offered.
for (const box of document.querySelectorAll("[data-similar]")) {
  let timer;
  const form = box.closest("form") || document.querySelector(box.dataset.form);
  const ask = async () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => ["community", "category", "text", "building"].includes(name) && typeof value === "string"));
    const answer = await fetch(box.dataset.similar + "?" + query, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) box.innerHTML = await answer.text();
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 500); });
}
// One question at a time. What is missing is said by the browser before the next one opens.
for (const form of document.querySelectorAll("form[data-steps]")) {
  const steps = [...form.querySelectorAll(".step")];
  const [nav, send, count] = [form.querySelector(".step-nav"), form.querySelector("[data-send]"), form.querySelector(".step-count")];
  let at = 0;
  const show = (focus) => {
    steps.forEach((step, i) => { step.hidden = i !== at; });
    nav.hidden = count.hidden = false;
    nav.querySelector("[data-back]").hidden = at === 0;
    nav.querySelector("[data-next]").hidden = at === steps.length - 1;
    send.hidden = at !== steps.length - 1;
    count.textContent = count.dataset.words.replace("{1}", at + 1).replace("{2}", steps.length);
    if (focus) { steps[at].querySelector("input, textarea, select")?.focus(); scrollTo(0, 0); }
  };
  const isFilled = () => [...steps[at].querySelectorAll("input, textarea, select")].every((field) => field.reportValidity());
  nav.querySelector("[data-next]").addEventListener("click", () => { if (isFilled()) { at += 1; show(true); } });
  nav.querySelector("[data-back]").addEventListener("click", () => { at -= 1; show(true); });
  show(false);
}
// A category's own questions appear with it.
for (const form of document.querySelectorAll("form")) {
  const groups = [...form.querySelectorAll("[data-for]")];
  if (!groups.length) continue;
  const show = () => {
    const chosen = form.querySelector("[name=category]:checked")?.value;
    for (const group of groups) group.hidden = group.dataset.for !== chosen;
    for (const box of form.querySelectorAll("[data-not-for]")) box.hidden = box.dataset.notFor.split(" ").includes(chosen);
  };
  form.addEventListener("change", show);
  show();
}
// Who may read it: marked as the kind is, until somebody marks it themselves.
for (const box of document.querySelectorAll("[data-preselects]")) {
  const form = box.closest("form"), radios = [...box.querySelectorAll("input[type=radio]")];
  let own = radios.some((radio) => radio.checked);
  for (const radio of radios) radio.addEventListener("change", () => { own = true; });
  const mark = () => {
    const chosen = form.querySelector("[name=category]:checked");
    if (!own && chosen) for (const radio of radios) radio.checked = radio.value === chosen.dataset.reads;
  };
  form.addEventListener("change", mark);
  mark();
}
// Words to be pasted elsewhere: copied by a press, and said so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const box = document.getElementById(button.dataset.copy);
  box.select();
  try { await navigator.clipboard.writeText(box.value); } catch { document.execCommand("copy"); /* without HTTPS there is no clipboard */ }
  const words = button.querySelector("span"), before = words.textContent;
  words.textContent = button.dataset.done;
  setTimeout(() => { words.textContent = before; }, 2000);
});
// What changes while people look on, as at a meeting: fetched anew every few seconds while the page is seen, and put in place only where it differs.
for (const part of document.querySelectorAll("[data-renew]")) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { "X-Requested-With": "renewal" } })).text(), "text/html");
      const fresh = page.querySelector("[data-renew]");
      if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
    } catch { /* the next time */ }
  }, 1000 * part.dataset.renew);
}
