// Buttons and links: dialogs, phrases into an opinion, links to cells that focus them.
import { confirmed } from "./asking.js"

const presses = {
  open: (button) => {
    const dialog = document.getElementById(button.dataset.open)
    dialog.showModal()
    dialog.addEventListener("close", () => button.focus(), { once: true })
    const first = dialog.querySelector("textarea, input:not([type=hidden]), button")
    if (first) first.focus()
  },
  close: (button) => button.closest("dialog").close(),
  back: () => history.back(),
  "tick-all": (button) => {
    const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${button.dataset.tickAll}"]`)]
    const all = boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = !all
  },
  phrase: (button) => {
    const text = document.getElementById(button.dataset.phrase)
    const phrase = button.textContent.trim()
    text.value = text.value ? `${text.value}\n${phrase}` : phrase
    text.focus()
  },
  jump: (link, event) => {
    const cell = document.getElementById(link.hash.slice(1))
    if (!cell) return
    event.preventDefault()
    look(cell)
  },
}

document.addEventListener("click", (event) => {
  for (const [name, press] of Object.entries(presses)) {
    const pressed = event.target.closest(`[data-${name}]`)
    if (pressed) press(pressed, event)
  }
})

// A dialog whose inside comes from the server opens once it is there.
document.addEventListener("htmx:after:swap", (event) => {
  const dialog = event.detail.ctx.target.closest("dialog[data-fetched]")
  if (!dialog || dialog.open) return
  dialog.showModal()
  const first = dialog.querySelector("input:checked, textarea")
  if (first) first.focus()
})

// Esc closes a dialog from wherever one is in it: a search box alone would only empty itself.
document.addEventListener("keydown", (event) => {
  const dialog = event.key === "Escape" && !event.isComposing && event.target.closest("dialog[open]")
  if (!dialog) return
  event.preventDefault()
  dialog.close()
})

// Brings a cell into view, opens what hides it, and puts the cursor in.
function look(cell) {
  for (let fold = cell.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  const controls = "input:not([type=hidden]), select, textarea, button"
  const control = cell.matches(controls) ? cell : cell.querySelector(controls) || cell
  control.focus({ preventScroll: true })
  cell.scrollIntoView({ block: "center" })
}

// Beside 【选择】 stands what is chosen in the dialog, also after the dialog's list was drawn anew.
function shown() {
  for (const list of document.querySelectorAll("[data-shows]")) {
    const chosen = list.querySelector("input:checked + label")
    document.getElementById(list.dataset.shows).textContent = chosen ? chosen.textContent : ""
  }
}
document.addEventListener("change", shown)
document.addEventListener("htmx:after:swap", shown)

const list = document.querySelector("[data-look]")
if (list) list.focus()

// What cannot be undone asks first, and is sent after 【确定】.
document.addEventListener("submit", async (event) => {
  const form = event.target
  if (!form.dataset.confirm || form.dataset.agreed) return
  event.preventDefault()
  if (!(await confirmed(form.dataset.confirm))) return event.submitter.focus()
  form.dataset.agreed = "yes"
  form.requestSubmit(event.submitter)
  delete form.dataset.agreed
})

// The button that does something with many cases counts those it will do: ticked, and open to the chosen move.
document.addEventListener("change", () => {
  const button = document.querySelector("[data-counts]")
  if (!button) return
  const move = button.form.querySelector("[name=move]:checked").value
  const ticked = [...document.querySelectorAll(`[name="${button.dataset.counts}"]:checked`)]
  const going = ticked.filter((box) => box.dataset.goes.split(" ").includes(move))
  button.textContent = button.textContent.replace(/\d+/, going.length)
})
