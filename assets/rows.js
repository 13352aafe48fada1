// Rows of a table in a form: added from a template with a permanent id of their own, removed after a question when something stands in them.
import { confirmed } from "./asking.js"
import htmx from "./parts.js"

const BLANK = "00000000"

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]")
  if (add) addRow(add)
  const remove = event.target.closest("[data-remove-row]")
  if (remove) removeRow(remove)
})

function addRow(button) {
  const table = document.getElementById(button.dataset.addRow)
  const body = table.querySelector("tbody")
  const template = document.getElementById(`${table.id}-row`)
  body.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll(BLANK, freshId()))
  htmx.process(body.lastElementChild)
  body.lastElementChild.querySelector("input:not([type=hidden]), select, button").focus()
  told(table)
}

async function removeRow(button) {
  const row = button.closest("tr")
  const table = row.closest("table")
  const filled = [...row.querySelectorAll("input:not([type=hidden]), select, textarea, .chip input")].some((cell) => cell.value)
  if (filled && !(await confirmed(`${button.textContent.trim()}，连同里面的内容？`))) return button.focus()
  const next = row.nextElementSibling || row.previousElementSibling
  row.remove()
  const focus = next ? next.querySelector("[data-remove-row]") : document.querySelector(`[data-add-row="${table.id}"]`)
  focus.focus()
  told(table)
}

function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

// Rows are numbered anew, and the draft is saved.
function told(table) {
  table.querySelectorAll("tbody tr").forEach((row, index) => {
    row.querySelectorAll("[data-number]").forEach((place) => (place.textContent = index + 1))
  })
  table.dispatchEvent(new CustomEvent("draft:changed", { bubbles: true }))
}
