// Files of a material go up one by one with a bar, are replaced and removed in place. What the server refuses is said where it happened;
// the rest goes on, and what is typed beside stays.
import { ask, confirmed, headers } from "./asking.js"

document.addEventListener("change", (event) => {
  const input = event.target.closest("input[type=file][data-upload]")
  if (input) sendAll(input, input.files)
})

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-remove-file]")
  if (!button) return
  event.preventDefault()
  if (await confirmed(`${button.textContent.trim()}？`)) remove(button)
})

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const place = event.target.closest && event.target.closest("[data-drop]")
    if (!place || !event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    place.classList.toggle("dropping", name === "dragover")
    if (name === "drop") sendAll(place.querySelector("form input[data-upload]"), event.dataTransfer.files)
  })
}

async function sendAll(input, files) {
  const list = document.getElementById(input.dataset.upload)
  const old = input.closest("li")
  for (const line of list.querySelectorAll(".refused")) line.remove()
  for (const file of files) {
    const arrived = await send(input, file, list)
    if (arrived) settle(list.closest(".material"))
    if (arrived && old) remove(old.querySelector("[data-remove-file]"))
  }
  input.value = ""
}

// The material has its file: what the last check said about it is no longer so, here and in the list above.
function settle(material) {
  for (const said of material.querySelectorAll("p.problem[data-missing]")) said.remove()
  for (const link of document.querySelectorAll(`.mistakes a[href="#${material.id}"]`)) {
    const list = link.closest("ul")
    link.closest("li").remove()
    if (!list.children.length) list.closest(".mistakes").remove()
  }
}

// One file up to its own line in the list; true when it has arrived.
async function send(input, file, list) {
  const line = document.createElement("li")
  list.append(line)
  const told = file.size > Number(input.dataset.largest) ? { words: `“${file.name}”太大，没有上传。${input.dataset.limits}。` } : await post(input.dataset.url, file, line)
  if (told.html) line.outerHTML = told.html
  else refuse(line, told.words || `“${file.name}”没有上传，请再试一次。`)
  return Boolean(told.html)
}

function refuse(line, words) {
  const said = document.createElement("p")
  said.className = "problem"
  said.setAttribute("role", "alert")
  said.textContent = words
  line.className = "refused"
  line.replaceChildren(said)
}

function post(url, file, line) {
  const bar = document.createElement("progress")
  bar.max = 1
  bar.setAttribute("aria-label", `正在上传 ${file.name}`)
  line.append(file.name, bar)
  const body = new FormData()
  body.append("file", file)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.responseType = "json"
    request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total))
    request.addEventListener("load", () => resolve(request.response || {}))
    request.addEventListener("error", () => resolve({ words: `“${file.name}”没有上传：网络不通，请再试一次。` }))
    request.open("POST", url)
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value)
    request.send(body)
  })
}

async function remove(button) {
  const line = button.closest("li")
  const list = line.parentElement
  const answer = await ask(button.formAction, new FormData()).catch(() => ({ words: "网络不通，没有删除，请再试一次。" }))
  if (!answer.ok) return list.append(refused(answer.words))
  line.remove()
  document.getElementById(list.dataset.input).focus()
}

function refused(words) {
  const line = document.createElement("li")
  refuse(line, words || "没有删除，请刷新页面后再试。")
  return line
}
