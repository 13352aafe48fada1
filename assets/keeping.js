// An opinion that was begun stays in this tab while one looks elsewhere, until it is sent.
const key = (text) => `opinion ${text.dataset.keep}`

for (const text of document.querySelectorAll("textarea[data-keep]")) {
  if (!text.value) text.value = sessionStorage.getItem(key(text)) || ""
  text.form.addEventListener("submit", () => sessionStorage.removeItem(key(text)))
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-keep]")) sessionStorage.setItem(key(event.target), event.target.value)
})
