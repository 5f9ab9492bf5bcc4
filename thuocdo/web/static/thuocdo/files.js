// The browser names its file button in its own language; this one speaks Vietnamese. The native
// field stays in place for the keyboard and for readers of the screen, and alone without JavaScript.
function dress(input) {
  input.dataset.dressed = "";
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
    const more = input.files.length > 1 ? ` và ${input.files.length - 1} tệp nữa` : "";
    chosen.textContent = input.files.length ? input.files[0].name + more : "Chưa chọn tệp nào";
  };
  pick.append(button, chosen);
  input.classList.add("visually-hidden");
  input.after(pick);
  input.addEventListener("change", show);
  show();
}

function dressAll() {
  document.querySelectorAll("input[type=file]:not([data-dressed])").forEach(dress);
}

document.body.addEventListener("htmx:afterSettle", dressAll);
dressAll();
