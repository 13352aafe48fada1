// A draft is saved as one types: 800 ms after the last change, on leaving a field, and when the page is hidden.
import { ask } from "./asking.js"

const WAIT = 800

for (const form of document.querySelectorAll("form[data-save]")) {
  const told = document.getElementById(form.dataset.told)
  const version = form.querySelector("input[name=draft_version]")
  let timer = null
  let running = null
  let changed = false

  const say = (words, failed) => {
    told.textContent = words
    told.classList.toggle("failed", Boolean(failed))
  }

  const save = async () => {
    clearTimeout(timer)
    if (running) await running
    if (!changed) return
    changed = false
    say("正在保存……")
    running = ask(form.dataset.save, new FormData(form)).catch(() => ({ ok: false, words: "网络不通，内容还在页面上，稍后会再试。" }))
    const answer = await running
    running = null
    if (answer.ok) {
      version.value = answer.version
      say(`已保存 ${answer.at}`)
    } else {
      changed = answer.status !== 409
      say(answer.words || "未能保存，内容还在页面上。", true)
      if (changed) timer = setTimeout(save, 5000)
    }
    return answer
  }

  form.addEventListener("input", () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(save, WAIT)
  })
  form.addEventListener("change", async (event) => {
    changed = true
    const answer = await save()
    if (answer && answer.ok && event.target.dataset.watched !== undefined) refresh(form)
  })
  form.addEventListener("draft:changed", () => {
    changed = true
    save()
  })
  document.addEventListener("visibilitychange", () => document.hidden && save())
  window.addEventListener("beforeunload", (event) => {
    if (changed && !form.dataset.leaving) event.preventDefault()
  })
  form.addEventListener("submit", () => {
    clearTimeout(timer)
    form.dataset.leaving = "yes"
  })
}

// A field that others depend on has changed: the sections are drawn anew by the server, focus stays where it was.
async function refresh(form) {
  const focused = document.activeElement && document.activeElement.id
  const answer = await ask(form.dataset.sections)
  if (!answer.ok) return
  const place = form.querySelector("[data-sections-here]")
  place.innerHTML = answer.html
  document.dispatchEvent(new CustomEvent("drawn", { detail: place }))
  const back = focused && document.getElementById(focused)
  if (back) back.focus()
}
