// Buttons: a dialog where something is asked first, one press for one thing, phrases into the opinion, links to cells that focus them.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]")
  if (opener) {
    const dialog = document.getElementById(opener.dataset.open)
    dialog.showModal()
    const first = dialog.querySelector("textarea, input:not([type=hidden]), button")
    if (first) first.focus()
  }
  const closer = event.target.closest("[data-close]")
  if (closer) closer.closest("dialog").close()
  const phrase = event.target.closest("[data-phrase]")
  if (phrase) {
    const text = document.getElementById(phrase.dataset.phrase)
    text.value = text.value ? `${text.value}\n${phrase.textContent.trim()}` : phrase.textContent.trim()
    text.focus()
  }
  const jump = event.target.closest("a[data-jump]")
  if (jump) {
    const cell = document.getElementById(jump.getAttribute("href").slice(1))
    if (cell) {
      event.preventDefault()
      const control = cell.matches("input, select, textarea, button") ? cell : cell.querySelector("input:not([type=hidden]), select, textarea, button") || cell
      control.focus()
      cell.scrollIntoView({ block: "center" })
    }
  }
})

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = "yes"
    setTimeout(() => delete form.dataset.sent, 8000)
  })
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent))
