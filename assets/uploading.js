// Files go up one by one with a bar; what the server refuses is said at the row, and the rest goes on.
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value

document.addEventListener("change", (event) => {
  const input = event.target.closest("input[type=file][data-upload]")
  if (input) sendAll(input)
})

async function sendAll(input) {
  const place = document.getElementById(input.dataset.upload)
  for (const file of input.files) await send(input, file, place)
  input.value = ""
  input.focus()
}

function send(input, file, place) {
  const line = document.createElement("li")
  const name = document.createElement("span")
  const bar = document.createElement("progress")
  name.textContent = file.name
  bar.max = 100
  bar.setAttribute("aria-label", `正在上传 ${file.name}`)
  line.append(name, bar)
  place.append(line)
  const refuse = (words) => {
    line.className = "problem"
    line.setAttribute("role", "alert")
    line.textContent = words
  }
  const largest = Number(input.dataset.largest)
  if (file.size > largest) {
    refuse(`“${file.name}”太大，没有上传。${input.dataset.limits}。`)
    return Promise.resolve()
  }
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append("file", file)
    request.upload.addEventListener("progress", (event) => (bar.value = (event.loaded / event.total) * 100))
    request.addEventListener("load", () => {
      let told = {}
      try {
        told = JSON.parse(request.responseText)
      } catch {
        told = {}
      }
      if (request.status === 200) line.outerHTML = told.html
      else refuse(told.words || `“${file.name}”没有上传，请再试一次。`)
      resolve()
    })
    request.addEventListener("error", () => {
      refuse(`“${file.name}”没有上传：网络不通，请再试一次。`)
      resolve()
    })
    request.open("POST", input.dataset.url)
    request.setRequestHeader("X-CSRFToken", token())
    request.setRequestHeader("X-Requested-With", "fetch")
    request.send(body)
  })
}
