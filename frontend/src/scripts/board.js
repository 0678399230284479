// A board to sign on: what is drawn becomes a path of whole numbers on 600 by 200. The server takes nothing else.
const WIDTH = 600;
const HEIGHT = 200;
const NEAR = 3;

function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
  return [within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH), within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT)];
}

export function pathOf(strokes) {
  const drawn = strokes.filter((stroke) => stroke.length > 1);
  return drawn.map((stroke) => stroke.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join("")).join("");
}

function strokesOf(path) {
  return path.split("M").filter(Boolean).map((stroke) => stroke.split("L").map((point) => point.split(" ").map(Number)));
}

function board(element) {
  const canvas = element.querySelector("canvas");
  const field = element.querySelector("input");
  const pen = canvas.getContext("2d");
  let strokes = strokesOf(field.value);
  let drawing = false;

  function draw() {
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 2.5;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.stroke(new Path2D(pathOf(strokes)));
  }

  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    strokes.push([place(canvas, event)]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const stroke = strokes.at(-1);
    const [x, y] = place(canvas, event);
    const [lastX, lastY] = stroke.at(-1);
    if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
    stroke.push([x, y]);
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, () => {
      drawing = false;
      field.value = pathOf(strokes);
    });
  }
  element.querySelector("button").addEventListener("click", () => {
    strokes = [];
    field.value = "";
    draw();
  });
  draw();
}

export function boards() {
  document.querySelectorAll("[data-board]").forEach(board);
}
