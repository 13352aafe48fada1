// A number beside itself in another unit, as it is typed.
document.addEventListener("input", ({ target }) => {
  if (!target.dataset.factor) return
  const shown = document.querySelector(`output[for="${target.id}"]`)
  const number = Number(target.value.replace(/[,，\s]/g, ""))
  if (!target.value.trim() || Number.isNaN(number)) {
    shown.textContent = "—"
    return
  }
  const places = Number(target.dataset.places)
  const format = { minimumFractionDigits: places, maximumFractionDigits: places }
  shown.textContent = `${(number * target.dataset.factor).toLocaleString("zh-CN", format)} ${shown.dataset.unit}`
})
