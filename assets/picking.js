// 【选择】: the dialog comes from the server, here it is opened, walked through with the arrow keys, and what is chosen goes into the cell.
import "./parts.js"

let address = ""

// Found anew each time: the page's sections may have been drawn anew since the dialog opened.
const cell = () => document.querySelector(`[data-picker="${address}"]`)
const dialog = document.getElementById("picker")

document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]")
  if (pick) address = pick.closest("[data-picker]").dataset.picker
  const choice = event.target.closest("[data-choose]")
  if (choice) choose({ code: choice.dataset.choose, name: choice.dataset.name })
  const unpick = event.target.closest("[data-unpick]")
  if (unpick) remove(unpick)
})

if (dialog) {
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.target === dialog.firstElementChild && !dialog.open) dialog.showModal()
    if (dialog.open) mark()
  })
  dialog.addEventListener("keydown", walk)
  dialog.addEventListener("close", () => cell().querySelector("[data-pick]").focus())
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll(".options button")]
  const next = stops[stops.indexOf(document.activeElement) + step]
  if (next) next.focus()
}

// What is chosen already is marked, whatever the search has brought.
function mark() {
  const known = chosen(cell())
  for (const option of dialog.querySelectorAll("[data-choose]")) option.setAttribute("aria-pressed", known.includes(option.dataset.choose))
}

const chosen = (field) => [...field.querySelectorAll(".chips input")].map((input) => input.value)

function choose(found) {
  const field = cell()
  const most = Number(field.dataset.most)
  const chips = field.querySelector(".chips")
  const known = chosen(field)
  if (known.includes(found.code)) return dialog.close()
  if (most === 1) chips.textContent = ""
  else if (known.length >= most) return full(most)
  chips.append(chip(found))
  dialog.close()
  changed(field)
}

function full(most) {
  dialog.querySelector("[role=status]").textContent = `最多选 ${most} 项，已经选满。请先关闭，去掉一项再选。`
}

function chip(found) {
  const made = document.getElementById("picker-chip").content.firstElementChild.cloneNode(true)
  made.querySelector("input").name = address
  made.querySelector("input").value = found.code
  made.querySelector("span").textContent = `${found.name}（${found.code}）`
  made.querySelector("button").setAttribute("aria-label", `去掉 ${found.name}`)
  return made
}

function remove(button) {
  const field = button.closest("[data-picker]")
  button.closest(".chip").remove()
  changed(field)
}

function changed(field) {
  field.dispatchEvent(new CustomEvent("draft:changed", { bubbles: true }))
}
