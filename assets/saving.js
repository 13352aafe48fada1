// A draft is saved as one types: 800 ms after the last change, on leaving a field, and when the page is hidden.
import htmx from "./parts.js"
import { ask } from "./asking.js"

const WAIT = 800

for (const form of document.querySelectorAll("form[data-save]")) {
  const told = document.getElementById(form.dataset.told)
  const version = form.querySelector("input[name=draft_version]")
  let timer = null
  let running = null
  let changed = false
  let edits = 0

  const edited = () => {
    changed = true
    edits += 1
    clearTimeout(timer)
  }

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

  // A field that others depend on has changed: the server draws the sections anew. What is typed meanwhile is saved and drawn too:
  // the page takes nothing that is older than what it holds.
  const drawAnew = async () => {
    for (;;) {
      const answer = await save()
      if (answer && !answer.ok) return
      const known = edits
      const drawn = await ask(form.dataset.sections)
      if (!drawn.ok) return
      if (edits === known) return show(form, drawn.html)
    }
  }

  const settled = (event) => {
    edited()
    if (event.target.dataset.watched !== undefined) drawAnew()
    else save()
  }

  // Cells may stand outside the form they belong to (their `form` attribute says so), so the page is listened to.
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return
    edited()
    timer = setTimeout(save, WAIT)
  })
  document.addEventListener("change", (event) => {
    if (event.target.form !== form) return
    settled(event)
  })
  form.addEventListener("draft:changed", settled)
  document.addEventListener("visibilitychange", () => document.hidden && save())
  window.addEventListener("beforeunload", (event) => {
    if (changed && !form.dataset.leaving) event.preventDefault()
  })
  // A save under way brings a new version, which the form must carry: it is waited for, then the same button is pressed again.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer)
    form.dataset.leaving = "yes"
    if (!running) return
    event.preventDefault()
    event.stopImmediatePropagation()
    await running
    form.requestSubmit(event.submitter)
  })
}

// Only what differs is changed, so that the cursor, an open list and half a Chinese word stay as they are.
function show(form, html) {
  const place = form.querySelector("[data-sections-here]")
  return htmx.swap({ sourceElement: place, target: place, text: html, swap: "innerMorph" })
}
