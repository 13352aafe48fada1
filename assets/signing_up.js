// 【注册】: hints as one leaves a field, a place picked step by step, and links of letters that act once somebody sees their page.
import { ask } from "./asking.js"

const SECRETS = ["password", "again"]

for (const form of document.querySelectorAll("form[data-hints]")) {
  form.addEventListener("focusout", (event) => {
    const group = event.target.closest("[data-places]")
    if (event.target.form && !(group && group.contains(event.relatedTarget))) hint(form, event.target)
  })
  form.addEventListener("change", (event) => event.target.matches("[type=checkbox]") && hint(form, event.target))
}

async function hint(form, control) {
  const cell = control.dataset.cell || control.name
  const told = document.getElementById(`${cell}-problem`)
  if (!told || cell === "code") return
  const body = new FormData(form)
  body.set("cell", cell)
  if (!SECRETS.includes(cell)) SECRETS.forEach((each) => body.delete(each))
  const typed = control.value
  const answer = await ask(form.dataset.hints, body)
  if (control.value !== typed) return
  told.textContent = answer.words || ""
  const marked = control.dataset.cell ? form.querySelectorAll(`[data-cell="${cell}"]`) : [control]
  for (const each of marked) each.setAttribute("aria-invalid", Boolean(answer.words))
}

for (const group of document.querySelectorAll("[data-places]")) {
  group.addEventListener("change", async (event) => {
    const lists = [...group.querySelectorAll("select")]
    const [next, ...later] = lists.slice(lists.indexOf(event.target) + 1)
    if (!next) return
    for (const list of [next, ...later]) {
      list.length = 1
      list.disabled = true
    }
    if (!event.target.value) return
    const answer = await ask(`${group.dataset.places}?of=${event.target.value}`)
    for (const [code, name] of answer.options || []) next.add(new Option(name, code))
    next.disabled = next.length === 1
  })
}

// A page fetched before anybody looks at it is not visible: it waits.
const waiting = document.querySelector("form[data-at-once]")
if (waiting) {
  const go = () => document.visibilityState === "visible" && waiting.requestSubmit()
  document.addEventListener("visibilitychange", go, { once: true })
  go()
}

const moving = document.querySelector("[data-goes-to]")
if (moving) setTimeout(() => location.assign(moving.dataset.goesTo), 3000)
