"""Draws the pictures of releases of the demonstration in the colours of static/css/tokens.css.

They come out the same each time.
"""

import math
import random
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

FOLDER = Path(__file__).parents[1] / "fixtures"
SIZE = 1600, 1000
SCALE = 2  # drawn larger, then made smaller: smooth edges
PAPER, INK, SOFT, RULE, ACCENT = "#fdfdfb", "#18191c", "#5a5b61", "#d9d8d3", "#ad1f2d"
PALE, MIST = "#8d8e94", "#f3f2ee"
STEPS = 3

Point = tuple[float, float]

# Six streams and the river that they run into, from the hills to the plain.
RIVER: list[Point] = [(470, 300), (640, 420), (800, 520), (960, 580), (1130, 690), (1290, 740), (1640, 870)]
STREAMS: list[list[Point]] = [
    [(-30, 420), (140, 400), (310, 330), (470, 300)],
    [(250, -30), (330, 90), (390, 200), (470, 300)],
    [(700, -30), (680, 120), (720, 260), (690, 370), (640, 420)],
    [(150, 760), (340, 690), (520, 650), (660, 600), (800, 520)],
    [(1190, -30), (1130, 130), (1150, 290), (1050, 430), (960, 580)],
    [(560, 1030), (700, 900), (900, 830), (1130, 690)],
]
TOWN = (1290, 740)
SENSORS = 240
LEVELS = range(34, 330, 50)
CELL = 8


def main() -> None:
    for name, draw in {
        "valleys.png": draw_valleys,
        "alloy.png": draw_alloy,
        "network.png": draw_network,
    }.items():
        picture = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), PAPER)
        draw(Pen(picture), random.Random(2026))
        smooth = picture.resize(SIZE, Image.Resampling.LANCZOS)
        smooth.quantize(palette=_palette(), dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


def _palette() -> Image.Image:
    """Few colours, as they are, and steps from each to the paper: a small file."""
    paper = ImageColor.getrgb(PAPER)
    values: list[int] = []
    for colour in (INK, SOFT, RULE, ACCENT, PALE, MIST):
        for step in range(STEPS):
            values += (
                _between(*pair, step / STEPS) for pair in zip(ImageColor.getrgb(colour), paper, strict=False)
            )
    palette = Image.new("P", (1, 1))
    palette.putpalette([*values, *paper[:3]])
    return palette


def _between(one, other, part):
    return round(one + (other - one) * part)


class Pen:
    def __init__(self, picture: Image.Image):
        self.draw = ImageDraw.Draw(picture)

    def line(self, points: list[Point], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def disc(self, centre: Point, radius: float, fill: str | None, outline: str = "", width: float = 0):
        (x, y), r = centre, radius
        box = [(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE]
        self.draw.ellipse(box, fill=fill, outline=outline or None, width=round(width * SCALE))


def draw_valleys(pen: Pen, chance: random.Random) -> None:
    courses = [_smooth(course) for course in (RIVER, *STREAMS)]
    _draw_contours(pen, courses)
    for course in courses:
        pen.line(course, SOFT, 5 if course is courses[0] else 3)
    sensors = _along(courses, SENSORS, chance)
    for sensor in sensors:
        for other in sensors:
            if sensor < other and math.dist(sensor, other) < 58:
                pen.line([sensor, other], SOFT, 1)
    for sensor in sensors:
        pen.disc(sensor, 6.5, PAPER, INK, 2.5)
    _draw_alert(pen, sensors)


def _draw_alert(pen, sensors):
    """From the head of a stream to the town, from one sensor to the next."""
    way = [min(sensors, key=lambda sensor: math.dist(sensor, (690, 60)))]
    course = _smooth(STREAMS[2]) + [p for p in _smooth(RIVER) if 640 < p[0] < TOWN[0]]
    for point in course[::5]:
        nearest = min(sensors, key=lambda sensor: math.dist(sensor, point))
        if nearest not in way and 34 < math.dist(nearest, way[-1]) < 90:
            way.append(nearest)
    pen.line([*way, TOWN], ACCENT, 5)
    for sensor in way:
        pen.disc(sensor, 9, ACCENT)
    for radius in (44, 76, 108):
        pen.disc(TOWN, radius, None, ACCENT, 3)
    pen.disc(TOWN, 20, ACCENT)


def _draw_contours(pen, courses):
    """Marching squares over the height, which grows with the distance from the water."""
    points = [point for course in courses for point in course[::3]]
    columns, rows = SIZE[0] // CELL + 1, SIZE[1] // CELL + 1
    height = [[_height(x * CELL, y * CELL, points) for x in range(columns)] for y in range(rows)]
    for y in range(rows - 1):
        for x in range(columns - 1):
            square = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
            corners = [((cx * CELL, cy * CELL), height[cy][cx]) for cx, cy in square]
            for number, level in enumerate(LEVELS):
                crossed = _crossings(corners, level)
                for pair in (crossed[:2], crossed[2:]):
                    pen.line(pair, RULE, 2.5 if number % 2 == 0 else 1.5) if pair else None


def _crossings(corners, level):
    crossed = []
    for (start, low), (end, high) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (low < level) != (high < level):
            part = (level - low) / (high - low)
            crossed.append(tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)))
    return crossed


def _height(x, y, points):
    away = min((x - px) ** 2 + (y - py) ** 2 for px, py in points) ** 0.5
    return away + 9 * math.sin(x / 61 + y / 97) * math.cos(y / 53 - x / 131)


def _smooth(course: list[Point], rounds: int = 4) -> list[Point]:
    """Corners cut, after Chaikin."""
    for _ in range(rounds):
        cut = [course[0]]
        for (ax, ay), (bx, by) in pairwise(course):
            cut += [
                (ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25),
                (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75),
            ]
        course = [*cut, course[-1]]
    return course


def _along(courses, number, chance):
    """So many places beside the water, evenly."""
    points = [point for course in courses for point in course if 20 < point[0] < 1580 and 20 < point[1] < 980]
    chosen: list[Point] = []
    for gap in range(40, 8, -2):
        for x, y in chance.sample(points, len(points)):
            place = x + chance.uniform(-38, 38), y + chance.uniform(-38, 38)
            if len(chosen) < number and all(math.dist(place, other) > gap for other in chosen):
                chosen.append(place)
    return chosen


# Grains of an alloy: where each has its middle, how far it is turned, and what colour its atoms have.
GRAINS = [
    ((380, 330), 0.12, INK),
    ((1330, 260), 0.62, SOFT),
    ((560, 960), 0.9, PALE),
    ((1300, 900), 0.3, INK),
]
SPACING, ATOM = 62, 23
STRANGERS = [(505, 300), (905, 520), (1275, 330), (560, 790), (1240, 800), (150, 620)]


def draw_alloy(pen: Pen, chance: random.Random) -> None:
    atoms = [(atom, colour) for grain in GRAINS for atom, colour in _atoms(grain)]
    strangers = {
        min((atom for atom, _colour in atoms), key=lambda atom: math.dist(atom, s)) for s in STRANGERS
    }
    for place, colour in atoms:
        if place not in strangers:
            pen.disc(_pushed(place, strangers), ATOM, MIST, colour, 3.5)
            pen.disc(_pushed(place, strangers), 7, colour)
    for place in strangers:
        pen.disc(place, ATOM * 1.45, ACCENT)


def _atoms(grain):
    """Of a hexagonal lattice, as far as the next grain, with a gap between the two."""
    middle, turned, colour = grain
    for row in range(-30, 31):
        for column in range(-30, 31):
            x, y = (column + row % 2 / 2) * SPACING, row * SPACING * math.sqrt(3) / 2
            place = (
                middle[0] + x * math.cos(turned) - y * math.sin(turned),
                middle[1] + x * math.sin(turned) + y * math.cos(turned),
            )
            others = [math.dist(place, other) for other, _turned, _colour in GRAINS if other != middle]
            if _is_inside(place) and math.dist(place, middle) + 14 < min(others):
                yield place, colour


def _is_inside(place):
    return -SPACING < place[0] < SIZE[0] + SPACING and -SPACING < place[1] < SIZE[1] + SPACING


def _pushed(place, strangers):
    """A larger atom makes room for itself."""
    x, y = place
    for sx, sy in strangers:
        away = math.dist(place, (sx, sy))
        push = 15 * math.exp(-((away / 90) ** 2)) / max(away, 1)
        x, y = x + (place[0] - sx) * push, y + (place[1] - sy) * push
    return x, y


# Two institutes, and where the schools of each lie around it: (degrees, distance). One belongs to both.
INSTITUTES: list[tuple[Point, str, list[tuple[float, float]]]] = [
    ((520, 520), INK, [(108, 350), (158, 400), (207, 360), (252, 390)]),
    ((1085, 480), ACCENT, [(292, 350), (337, 385), (22, 345), (66, 400), (108, 355)]),
]
SHARED: Point = (800, 330)
CENTRE, SCHOOL = 78, 26


def draw_network(pen: Pen, _chance: random.Random) -> None:
    schools = [(SHARED, middle) for middle, _colour, _places in INSTITUTES]
    for middle, _colour, places in INSTITUTES:
        for radius in range(140, 520, 62):
            pen.disc(middle, radius, None, RULE, 1.5)
        schools += [(_around(middle, *place), middle) for place in places]
    pen.line([INSTITUTES[0][0], INSTITUTES[1][0]], INK, 5)
    for school, middle in schools:
        pen.line([school, middle], SOFT, 3)
    for school, _middle in schools:
        pen.disc(school, SCHOOL, SOFT if school == SHARED else PAPER, INK, 4)
    for middle, colour, _places in INSTITUTES:
        pen.disc(middle, CENTRE + 22, PAPER, colour, 4)
        pen.disc(middle, CENTRE, colour)


def _around(middle, degrees, distance):
    angle = math.radians(degrees)
    return middle[0] + distance * math.cos(angle), middle[1] + distance * math.sin(angle)


if __name__ == "__main__":
    main()
