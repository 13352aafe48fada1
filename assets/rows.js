// Rows of a table in a form: added from a template with a permanent id of their own, removed after a look.
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-row]")
  if (add) addRow(add)
  const remove = event.target.closest("[data-remove-row]")
  if (remove) removeRow(remove)
})

function addRow(button) {
  const table = document.getElementById(button.dataset.addRow)
  const template = document.getElementById(`${button.dataset.addRow}-row`)
  const id = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  const row = document.createElement("tbody")
  row.innerHTML = template.innerHTML.replaceAll("00000000", id)
  const made = row.firstElementChild
  table.querySelector("tbody").append(made)
  number(table)
  made.querySelector("input:not([type=hidden]), select").focus()
  table.closest("form").dispatchEvent(new CustomEvent("draft:changed"))
}

function removeRow(button) {
  const table = button.closest("table")
  const row = button.closest("tr")
  const next = row.nextElementSibling || row.previousElementSibling
  row.remove()
  number(table)
  const focus = next ? next.querySelector("[data-remove-row]") : document.querySelector(`[data-add-row="${table.id}"]`)
  if (focus) focus.focus()
  table.closest("form").dispatchEvent(new CustomEvent("draft:changed"))
}

function number(table) {
  table.querySelectorAll("tbody tr").forEach((row, index) => {
    const cell = row.querySelector("[data-number]")
    if (cell) cell.textContent = index + 1
  })
}
