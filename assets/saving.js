// A draft is saved as one types: 800 ms after the last change, on leaving a field, and when the page is hidden. Only the cells that
// were changed here are kept; what a colleague has changed meanwhile stays theirs, is drawn, and is said.
import htmx from "./parts.js"
import { ask } from "./asking.js"

const WAIT = 800

for (const form of document.querySelectorAll("form[data-save]")) {
  const told = document.getElementById(form.dataset.told)
  const version = form.querySelector("input[name=draft_version]")
  let timer = null
  let running = null
  let changed = false
  let cells = new Set()
  let edits = 0

  const edited = (event) => {
    cells.add(addressOf(event.target))
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
    const sent = cells
    cells = new Set()
    say("正在保存……")
    running = ask(form.dataset.save, bodyOf(form, sent)).catch(() => ({ ok: false, words: "网络不通，内容还在页面上，稍后会再试。" }))
    const answer = await running
    running = null
    if (answer.ok) {
      version.value = answer.version
      say(`已保存 ${answer.at}`)
      if (answer.refused) await meet(answer)
    } else {
      for (const address of sent) cells.add(address)
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

  // Somebody else was here: their cells are drawn, and what I typed into one of them stands below it, to be put back by one press.
  const meet = async ({ refused, theirs }) => {
    if (!refused.length && !theirs.length) return
    for (const { cell } of refused) cells.delete(cell)
    const mine = refused.map((cell) => ({ ...cell, typed: typedInto(form, cell.cell) }))
    if (form.dataset.sections) {
      const drawn = await ask(form.dataset.sections)
      if (!drawn.ok) return
      await show(form, drawn.html)
    } else {
      for (const { cell, value } of [...refused, ...theirs]) put(form, cell, value)
    }
    for (const cell of mine) offer(form, cell)
    const all = [...refused, ...theirs]
    if (all.length) say(`${all[0].who || "同事"}刚刚改了“${all[0].label}”${all.length > 1 ? `等 ${all.length} 处` : ""}`)
  }

  const settled = (event) => {
    edited(event)
    if (event.target.dataset.watched !== undefined) drawAnew()
    else save()
  }

  // Cells may stand outside the form they belong to (their `form` attribute says so), so the page is listened to.
  document.addEventListener("input", (event) => {
    if (event.target.form !== form) return
    edited(event)
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

// The cell an event came from: a picker's and a table's own, else the control's name.
function addressOf(target) {
  if (target.dataset.picker) return target.dataset.picker
  return target.tagName === "TABLE" ? `${target.id.replace("table-", "")}/rows` : target.name
}

function bodyOf(form, cells) {
  const body = new FormData(form)
  for (const address of cells) body.append("changed", address)
  return body
}

function typedInto(form, name) {
  return new FormData(form).getAll(name).join("、")
}

// What a colleague put there stands in the page before its version is the page's own; a cell that is not shown has no control.
function put(form, name, value) {
  const control = form.elements[name]
  if (control) control.value = value
}

function offer(form, { id, cell, who, typed }) {
  const place = document.getElementById(id)
  if (!place || !typed) return
  const note = document.createElement("p")
  note.className = "was"
  note.textContent = `${who || "同事"}刚刚改了这一项。您填的是“${typed}”。`
  const control = form.elements[cell]
  if (control instanceof HTMLElement && control.type !== "hidden") {
    const back = document.createElement("button")
    back.type = "button"
    back.className = "btn btn-sm btn-link"
    back.textContent = "改用我填的"
    back.addEventListener("click", () => {
      control.value = typed
      note.remove()
      control.dispatchEvent(new Event("change", { bubbles: true }))
    })
    note.append(back)
  }
  place.closest(".cell, td, .notes > div, .notes > details").append(note)
}

// Only what differs is changed, so that the cursor, an open list and half a Chinese word stay as they are.
function show(form, html) {
  const place = form.querySelector("[data-sections-here]")
  // Parsed apart from the page, what stands in <noscript> would come to life: a second control of the same name.
  const text = html.replace(/<noscript>[\s\S]*?<\/noscript>/g, "")
  return htmx.swap({ sourceElement: place, target: place, text, swap: "innerMorph" })
}
