// The pie beside the numbers of the home. The numbers are on the page already; this only draws them.
import { PieChart } from "echarts/charts"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"

use([PieChart, CanvasRenderer])

// Told apart also in grey; each number shows the colour of its slice.
const COLOURS = ["#14508c", "#d9a441", "#1b6e3c", "#b42318", "#7a8794", "#6f4a9c"]

function slicesOf(block) {
  return [...block.querySelectorAll("[data-slice]")].map((each, number) => {
    const color = COLOURS[number % COLOURS.length]
    each.style.setProperty("--slice", color)
    return { name: each.querySelector("dt").textContent.trim(), value: Number(each.dataset.slice), itemStyle: { color } }
  })
}

function draw(block) {
  const place = block.querySelector(".pie")
  const slices = slicesOf(block).filter((each) => each.value)
  if (!slices.length) return
  place.hidden = false
  place.parentElement.classList.add("drawn")
  const chart = init(place)
  const { color, fontFamily } = getComputedStyle(document.body)
  chart.setOption({
    animation: false,
    textStyle: { color, fontFamily },
    series: [
      {
        type: "pie",
        radius: "72%",
        percentPrecision: 1,
        data: slices,
        label: { formatter: "{d}%", color, fontSize: 13, overflow: "none" },
        labelLine: { length: 8, length2: 6 },
        itemStyle: { borderColor: "#fff", borderWidth: slices.length > 1 ? 2 : 0 },
        silent: true,
      },
    ],
  })
  addEventListener("resize", () => chart.resize())
}

document.querySelectorAll(".figures").forEach(draw)
