// On a phone what one may look for is folded away until it is asked for: the list itself comes first. Where something is looked for, it shows.
const given = (form) => [...form.querySelectorAll("input:not([type=hidden]), select")].some((each) => each.value)

function fold(form, folded) {
  form.toggleAttribute("data-folded", folded)
  form.querySelector("[data-unfolds]").setAttribute("aria-expanded", String(!folded))
}

document.querySelectorAll("[data-unfolds]").forEach((button) => {
  const form = button.form
  fold(form, !given(form))
  button.addEventListener("click", () => fold(form, !form.hasAttribute("data-folded")))
})
