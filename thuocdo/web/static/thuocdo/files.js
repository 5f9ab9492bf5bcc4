// The browser names its file button in its own language; this one speaks Vietnamese. The native
// field stays in place for the keyboard and for readers of the screen, and alone without JavaScript.
for (const input of document.querySelectorAll("input[type=file]")) {
  const pick = document.createElement("span");
  const button = document.createElement("label");
  const chosen = document.createElement("span");
  pick.className = "file-pick";
  button.className = "btn";
  button.htmlFor = input.id;
  button.textContent = "Chọn tệp";
  chosen.className = "muted";
  chosen.setAttribute("aria-live", "polite");
  const show = () => {
    chosen.textContent = input.files.length ? input.files[0].name : "Chưa chọn tệp nào";
  };
  pick.append(button, chosen);
  input.classList.add("visually-hidden");
  input.after(pick);
  input.addEventListener("change", show);
  show();
}
