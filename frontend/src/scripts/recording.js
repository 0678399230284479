// A video is sent piece by piece, its picture is taken from a frame, captions get further lines. All of it works without.
(() => {
  "use strict";
  const LARGEST_POSTER = 65_000;
  const WIDEST_POSTER = 960;
  const TRIES = 4;
  const hex = async (bytes) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const wait = (time) => new Promise((done) => setTimeout(done, time));

  class Refused extends Error {}
  class Paused extends Error {}

  const asked = async (address, fields) => {
    for (let time = 1; ; time += 1) {
      try {
        const answer = await fetch(address, fields ? { method: "POST", body: fields } : {});
        if (answer.ok) return await answer.json();
        if (answer.status < 500 && answer.status !== 408) {
          const told = await answer.json().catch(() => ({}));
          throw new Refused(told.message || answer.statusText);
        }
        throw new Error(answer.statusText);
      } catch (error) {
        if (error instanceof Refused || time === TRIES) throw error;
        await wait(1000 * 2 ** time);
      }
    }
  };

  const uploader = (form) => {
    const told = form.dataset;
    const file = form.querySelector("input[type=file]");
    const bar = form.querySelector("progress");
    const said = form.querySelector("[data-said]");
    const [send, pause, goOn] = ["[type=submit]", "[data-pause]", "[data-go-on]"].map((one) => form.querySelector(one));
    const size = Number(told.piece);
    let paused = false;
    const say = (text) => {
      said.textContent = text;
      form.querySelector("[data-upload]").hidden = false;
    };
    const fields = (values) => {
      const made = new FormData();
      made.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      Object.entries(values).forEach(([name, value]) => made.set(name, value));
      return made;
    };
    const send_all = async (film) => {
      const known = await asked(told.pieces);
      if (known.size && known.size !== film.size) throw new Refused(told.another);
      const count = Math.ceil(film.size / size);
      const sums = [];
      for (let number = 0; number < count; number += 1) {
        if (paused) throw new Paused();
        const bytes = await film.slice(number * size, (number + 1) * size).arrayBuffer();
        const sum = await hex(bytes);
        const there = known.there[number];
        if (there && there !== sum) throw new Refused(told.another);
        if (!there) {
          await asked(told.pieces, fields({ number, size: film.size, sum_of_piece: sum, file: new Blob([bytes]) }));
        }
        sums.push(sum);
        bar.value = ((number + 1) * 100) / count;
        say(`${Math.floor(bar.value)} %`);
      }
      say(told.looking);
      const whole = await hex(new TextEncoder().encode(sums.join("")));
      const answer = await asked(told.finish, fields({ sum_of_all: whole }));
      window.location.assign(answer.address);
    };
    const start = async () => {
      const film = file.files[0];
      if (!film) return;
      if (film.size > Number(told.largest)) {
        say(told.tooLarge);
        return;
      }
      paused = false;
      send.hidden = goOn.hidden = true;
      pause.hidden = false;
      try {
        await send_all(film);
      } catch (error) {
        const isOver = error instanceof Refused;
        say(isOver ? error.message : error instanceof Paused ? told.paused : told.dead);
        send.hidden = !isOver;
        goOn.hidden = isOver;
        pause.hidden = true;
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      start();
    });
    goOn.addEventListener("click", start);
    pause.addEventListener("click", () => {
      paused = true;
    });
  };

  const picture = async (source, wide, high) => {
    for (let most = WIDEST_POSTER; ; most = Math.floor(most * 0.8)) {
      const part = Math.min(1, most / wide);
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(wide * part));
      canvas.height = Math.max(1, Math.round(high * part));
      canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.72));
      if (made.size <= LARGEST_POSTER || most < 200) return { made, address: canvas.toDataURL("image/jpeg", 0.72) };
    }
  };

  const poster = (input) => {
    const film = document.querySelector("[data-film]");
    const take = document.querySelector("[data-frame]");
    const shown = document.querySelector("[data-frame-shown]");
    const put = async (source, wide, high) => {
      const { made, address } = await picture(source, wide, high);
      const files = new DataTransfer();
      files.items.add(new File([made], "frame.jpg", { type: "image/jpeg" }));
      input.files = files.files;
      shown.src = address;
      shown.hidden = false;
    };
    take.hidden = false;
    take.addEventListener("click", () => film.videoWidth && put(film, film.videoWidth, film.videoHeight));
    input.addEventListener("change", async () => {
      const chosen = input.files[0];
      if (!chosen || chosen.size <= LARGEST_POSTER) return;
      const drawn = await createImageBitmap(chosen).catch(() => null);
      if (drawn) await put(drawn, drawn.width, drawn.height);
    });
  };

  const lines = (list) => {
    const add = document.querySelector("[data-cues-add]");
    add.hidden = false;
    add.addEventListener("click", () => {
      const row = list.lastElementChild.cloneNode(true);
      row.querySelectorAll("input, textarea").forEach((one) => {
        one.value = "";
      });
      row.querySelector(".pn-cuerow__n").textContent = String(list.children.length + 1);
      list.append(row);
      row.querySelector("input").focus();
    });
  };

  const each = (selector, what) => document.querySelectorAll(selector).forEach(what);
  each("[data-recording]", uploader);
  each("[data-poster]", poster);
  each("[data-cues]", lines);
})();
