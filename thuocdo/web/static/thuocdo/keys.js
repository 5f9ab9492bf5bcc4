// j and k go from row to row, Enter opens (the row's own link has the focus), / goes to the search
// field. Single letters hinder people who speak to their computer, so they can be turned off.
const STORE = "thuocdo.keys";
const table = document.querySelector("table[data-rows]");
const search = document.querySelector("input[type=search]");
const hint = document.querySelector("[data-keys-hint]");

let on = localStorage.getItem(STORE) !== "off";

function rowsOf() {
  const every = [...table.querySelectorAll("tbody tr")];
  const linked = every.filter((row) => row.querySelector("a"));
  return linked.length ? linked : every;
}

function move(step) {
  const rows = rowsOf();
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  const link = row.querySelector("a");
  if (!link) row.tabIndex = -1;
  (link ?? row).focus();
}

function typing(event) {
  const field = event.target.closest?.("input, select, textarea, [contenteditable]");
  return Boolean(field) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
}

if (table || search) {
  document.addEventListener("keydown", (event) => {
    if (!on || typing(event) || document.querySelector("dialog[open]")) return;
    if (table && (event.key === "j" || event.key === "k")) move(event.key === "j" ? 1 : -1);
    else if (search && event.key === "/") {
      search.focus();
      search.select();
    } else return;
    event.preventDefault();
  });
}

if (hint && table) {
  const said = hint.querySelector("span");
  const button = hint.querySelector("button");
  const show = () => {
    said.textContent = on
      ? `Phím tắt: j, k chuyển dòng; Enter mở${search ? "; / tìm" : ""}.`
      : "Phím tắt đang tắt.";
    button.textContent = on ? "Tắt phím tắt" : "Bật phím tắt";
  };
  button.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(STORE, on ? "on" : "off");
    show();
  });
  show();
  hint.hidden = false;
}
