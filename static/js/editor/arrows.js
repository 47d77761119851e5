// Arrow keys, Home and End among the parts of a box; a key pressed elsewhere in it is left alone.
export const moveAmong = (box, parts, [back, onward]) =>
  box.addEventListener("keydown", (event) => {
    const all = parts();
    const here = all.indexOf(event.target);
    const place = { [onward]: (here + 1) % all.length, [back]: here - 1, Home: 0, End: -1 }[event.key];
    if (here === -1 || place === undefined) return;
    event.preventDefault();
    all.at(place).focus();
  });

export const UP_AND_DOWN = ["ArrowUp", "ArrowDown"];
export const LEFT_AND_RIGHT = ["ArrowLeft", "ArrowRight"];
