// 【选择】: a dialog with search and a list. The list's page comes from the server; arrow keys and Tab both work.
import { ask } from "./asking.js"

let dialog = null
let address = ""

// Found anew each time: the page's sections may have been drawn anew since the dialog opened.
const picker = () => document.querySelector(`[data-picker="${address}"]`)

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]")
  if (button) open(button)
})

function build() {
  dialog = document.createElement("dialog")
  dialog.setAttribute("aria-labelledby", "picker-title")
  dialog.innerHTML = `<div class="inside"><h2 id="picker-title"></h2>
    <label for="picker-text">按名称或代码查找</label>
    <input id="picker-text" class="form-control" type="search" autocomplete="off">
    <p class="hint" role="status" id="picker-told"></p>
    <ul class="options" id="picker-options"></ul>
    <div class="actions"><button type="button" class="btn btn-outline-secondary" id="picker-more">更多</button>
    <button type="button" class="btn btn-outline-secondary ms-auto" id="picker-close">关闭</button></div></div>`
  document.body.append(dialog)
  let timer
  const text = dialog.querySelector("#picker-text")
  text.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => list(""), 250)
  })
  text.addEventListener("keydown", (event) => {
    const first = dialog.querySelector(".options button")
    if (event.key === "ArrowDown" && first) first.focus()
    if (event.key === "Enter") event.preventDefault()
  })
  dialog.querySelector(".options").addEventListener("keydown", (event) => {
    const item = event.target.closest("li")
    const next = event.key === "ArrowDown" ? item.nextElementSibling : event.key === "ArrowUp" ? item.previousElementSibling : null
    if (next) {
      event.preventDefault()
      next.querySelector("button").focus()
    }
  })
  dialog.querySelector("#picker-close").addEventListener("click", () => dialog.close())
  dialog.querySelector("#picker-more").addEventListener("click", (event) => list(event.target.dataset.after))
  dialog.addEventListener("close", () => picker().querySelector("[data-pick]").focus())
}

function open(button) {
  if (!dialog) build()
  address = button.closest("[data-picker]").dataset.picker
  dialog.querySelector("h2").textContent = button.dataset.title
  dialog.querySelector("#picker-text").value = ""
  dialog.showModal()
  list("")
}

async function list(after) {
  const text = dialog.querySelector("#picker-text").value
  const url = new URL(picker().querySelector("[data-pick]").dataset.pick, location.href)
  url.searchParams.set("q", text)
  url.searchParams.set("after", after)
  const answer = await ask(url)
  const place = dialog.querySelector(".options")
  if (!after) place.textContent = ""
  for (const found of answer.found || []) place.append(option(found))
  dialog.querySelector("#picker-told").textContent = place.children.length ? `${place.children.length} 项` : "没有找到，请换个词再找。"
  const more = dialog.querySelector("#picker-more")
  more.hidden = !answer.next
  more.dataset.after = answer.next || ""
}

function option(found) {
  const item = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = `${found.name} `
  const code = document.createElement("small")
  code.textContent = found.code
  button.append(code)
  button.addEventListener("click", () => choose(found))
  item.append(button)
  return item
}

function choose(found) {
  const field = picker()
  const most = Number(field.dataset.most || 1)
  const chips = field.querySelector(".chips")
  if (most === 1) chips.textContent = ""
  const known = [...chips.querySelectorAll("input")].map((input) => input.value)
  if (!known.includes(found.code) && known.length < most) {
    const chip = document.createElement("span")
    chip.className = "chip"
    chip.innerHTML = `<input type="hidden"><span></span> <button type="button" class="btn-close btn-close-sm" data-unpick></button>`
    chip.querySelector("input").name = field.dataset.picker
    chip.querySelector("input").value = found.code
    chip.querySelector("span").textContent = `${found.name}（${found.code}）`
    chip.querySelector("button").setAttribute("aria-label", `去掉 ${found.name}`)
    chips.append(chip)
  }
  dialog.close()
  changed(field)
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-unpick]")
  if (!button) return
  const field = button.closest("[data-picker]")
  button.closest(".chip").remove()
  changed(field)
})

function changed(field) {
  const form = field.closest("form")
  if (form) form.dispatchEvent(new CustomEvent("draft:changed"))
}
