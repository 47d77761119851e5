// Which blocks of two languages belong together, and how much lower each has to begin for both to stand on one line.
const isHeading = (kind) => /^h\d$/.test(kind);

// scores[i][j]: the best that left from i and right from j on can make together. A heading counts more than all else.
const scoresOf = (left, right) => {
  const most = Math.min(left.length, right.length);
  const scores = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const score = isHeading(left[i]) ? most + 1 : 1;
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const both = left[i] === right[j] ? score + scores[i + 1][j + 1] : 0;
      scores[i][j] = Math.max(both, scores[i + 1][j], scores[i][j + 1]);
    }
  }
  return scores;
};

const differing = (left, right) => {
  const place = left.findIndex((kind, index) => kind !== right[index]);
  return place === -1 ? left.length : place;
};

// [[place on the left, place on the right], …] of blocks of the same kind, in their order: as many headings as can
// be, then as many others. Of several it is the first, as a translation grows from above.
export const pairs = (left, right) => {
  const alike = differing(left, right);
  const found = Array.from({ length: alike }, (_, place) => [place, place]);
  const scores = scoresOf(left.slice(alike), right.slice(alike));
  for (let i = 0, j = 0; scores[i][j] > 0; ) {
    if (left[alike + i] === right[alike + j]) found.push([alike + i++, alike + j++]);
    else if (scores[i + 1][j] >= scores[i][j + 1]) i += 1;
    else j += 1;
  }
  return found;
};

// Of the heights at which pairs begin by themselves, from above: the space that goes before each of the two.
export const spaces = (heights) => {
  let lower = 0; // by how much the left has been moved more than the right
  return heights.map(([left, right]) => {
    const gap = right - left - lower;
    lower += gap;
    return [Math.max(gap, 0), Math.max(-gap, 0)];
  });
};
