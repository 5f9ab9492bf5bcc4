// The counter's keys: F8 ticks every part that is always needed, F9 takes the dossier in. Without
// JavaScript the same is done with Tab, space and Enter. And printing a paper shown in a frame.
function reveal(root) {
  for (const hint of root.querySelectorAll("[data-needs-script]")) hint.hidden = false;
}

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-intake]");
  if (!form || (event.key !== "F8" && event.key !== "F9")) return;
  event.preventDefault();
  if (event.key === "F8") {
    for (const box of form.querySelectorAll("[data-needed]")) box.checked = true;
  } else {
    form.querySelector("[data-receive]")?.click();
  }
});

// A second press while the first is on its way would take the dossier in twice.
document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("form[data-intake]")) return;
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.submitter?.matches("[data-receive]")) event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelector("form[data-intake]")?.removeAttribute("data-sent");
});

document.body.addEventListener("htmx:afterSettle", (event) => reveal(event.target));
reveal(document);

for (const button of document.querySelectorAll("[data-print-frame]")) {
  const frame = document.getElementById(button.dataset.printFrame);
  if (!frame) continue;
  button.hidden = false;
  document.querySelector("[data-open-paper]")?.setAttribute("hidden", "");
  button.addEventListener("click", () => {
    frame.contentWindow.focus();
    frame.contentWindow.print();
  });
  button.focus();
}
