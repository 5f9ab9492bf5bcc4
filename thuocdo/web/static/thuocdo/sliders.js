// A slider beside each number field: moving one moves the other. Without JavaScript the field is enough.
const digits = (text) => Number(text.replaceAll(".", ""));
const written = new Intl.NumberFormat("vi-VN");

for (const slider of document.querySelectorAll("[data-slider]")) {
  const field = document.getElementById(slider.dataset.slider);
  slider.value = digits(field.value);
  slider.hidden = false;
  slider.addEventListener("input", () => {
    field.value = written.format(slider.valueAsNumber);
  });
  field.addEventListener("input", () => {
    const typed = digits(field.value);
    if (Number.isInteger(typed)) slider.value = typed;
  });
}
