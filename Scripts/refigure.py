"""Reckons the figures of one measure again from the lines of its chains, for `verify_log.py number`.

The rules of Sources/Milepost/Milepost.docc/HowFiguresFollow.md, written once more and on their own, with the standard
library alone. Amounts are integers of ten-thousandths, days are ordinals. That the lines are in the log and that none is
missing was checked before.
"""
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

RULES = 1


# Amounts


def amount(text):
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]{0,3}[1-9])?", text) or text == "-0":
        raise ValueError(f"{text!r} is no amount")
    whole, _, rest = text.lstrip("-").partition(".")
    return (-1 if text[0] == "-" else 1) * int(whole + rest.ljust(4, "0"))


def decimal(number, places=4):
    """The plain decimal of a number of units of 10^-places."""
    whole, rest = divmod(abs(number), 10**places)
    text = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")
    return "-" + text if number < 0 else text


FOLDED = str.maketrans("−萬億兩餘過於約內", "-万亿两余过于约内") | {0xFF01 + n: 0x21 + n for n in range(94)}
WRITTEN = re.compile(
    r"(?P<before>[+=-]? *(?:不超过|至多|<=|≤|不少于|不低于|至少|突破|超过|超|逾|>=|≥|近|约|~)?) *"
    r"(?P<number>[0-9]+(?:[, ][0-9]{3})*(?P<decimals>\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+) *"
    r"(?P<omitted>[余多]?) *(?P<scale>万亿|亿|万|[kM]?) *(?P<after>余|多|以上|以内|以下|左右)?"
)
SCALES = {"": 0, "k": 3, "万": 4, "M": 6, "亿": 8, "万亿": 12}


def last_digit(value, written):
    """The unit of the last written digit; 0 where the amount is exact, or its text none."""
    if written is None:
        digits = 0 if value % 10_000 == 0 else len(decimal(value).partition(".")[2])
        return 10 ** (4 - digits) if digits else 0
    found = WRITTEN.fullmatch(" ".join(written.translate(FOLDED).split()))
    if not found or found["before"].strip(" +-=") or found["omitted"] or found["after"]:
        return 0
    decimals, exponent = len(found["decimals"] or ".") - 1, SCALES[found["scale"]]
    return 10 ** (4 + exponent - decimals) if decimals or exponent else 0


@dataclass(frozen=True)
class Quantity:
    """A value, whether the true one may be more or less, and the sum of its parts' last written digits."""

    value: int = 0
    more: bool = False
    less: bool = False
    ulp: int = 0

    def plus(self, other):
        return Quantity(self.value + other.value, self.more or other.more, self.less or other.less, self.ulp + other.ulp)

    def minus(self, other):
        return Quantity(self.value - other.value, self.more or other.less, self.less or other.more, self.ulp + other.ulp)

    @property
    def bound(self):
        return ("about" if self.less else "atLeast") if self.more else ("atMost" if self.less else "exact")

    def sealed(self):
        """As a sealed text says it, defaults left out."""
        return present(
            value=decimal(self.value),
            bound=None if self.bound == "exact" else self.bound,
            precision=decimal(self.ulp * 5, 5) if self.ulp else None,
        )


def stated(event):
    """The amount that an event states."""
    value, bound = amount(event["value"]), event.get("bound", "exact")
    ulp = last_digit(value, event.get("written")) if bound == "exact" else 0
    return Quantity(value, bound in ("atLeast", "about"), bound in ("atMost", "nearly", "about"), ulp)


def may_leave_nothing(whole, parts):
    """Whether the whole less the parts may be 0, where each stands for [x - p, x + p); in halves of units."""
    low, high, low_in, high_in = 0, 0, True, True
    for part in (whole, *parts):
        first = None if part.less else 2 * part.value - part.ulp
        last = None if part.more else 2 * part.value + part.ulp
        first_in, last_in = True, part.ulp == 0
        if part is not whole:
            first, last = (None if end is None else -end for end in (last, first))
            first_in, last_in = last_in, first_in
        low = None if low is None or first is None else low + first
        high = None if high is None or last is None else high + last
        low_in, high_in = low_in and first_in, high_in and last_in
    above = low is not None and (low > 0 or low == 0 and not low_in)
    below = high is not None and (high < 0 or high == 0 and not high_in)
    return not above and not below


def present(**members):
    """What is neither absent nor empty, nor false."""
    return {key: value for key, value in members.items() if value or value == 0 and value is not False}


def day_of(text):
    return date.fromisoformat(text).toordinal()


def facets_of(event):
    return frozenset(event.get("facets", {}).items())


def end_of_month(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# What is in force


@dataclass(eq=False)
class Report:
    event: dict
    said: dict  # the event whose amount is in force: the report itself, or its last correction
    quantity: Quantity
    withdrawn: bool = False


@dataclass(frozen=True)
class Tally:
    """A figure while it is reckoned."""

    quantity: Quantity
    day: int
    events: int
    report: Report  # the one that the amount is taken from whole; None for a sum
    newest: Report  # the last one of the newest day
    newest_day: int
    carried: bool = False

    def less(self, other):
        return replace(self, quantity=self.quantity.minus(other.quantity), report=None)


def added(parts, oldest=False):
    """The sum of what there is: as of the newest day of its parts, a sum of levels as of the oldest."""
    whole = None
    for part in parts:
        if part is None or whole is None:
            whole = whole if part is None else part
            continue
        newer = part if part.newest_day > whole.newest_day else whole
        day = (min if oldest else max)(whole.day, part.day)
        quantity, events = whole.quantity.plus(part.quantity), whole.events + part.events
        whole = Tally(quantity, day, events, None, newer.newest, newer.newest_day, whole.carried or part.carried)
    return whole


class Lines:
    """What the lines of a measure's, its project's and its city's chain define, and what of it is in force."""

    def __init__(self, events):
        """Takes (position, event) in the order of the log; the first is LogOpened."""
        self.zone = events[0][1]["timeZone"]
        self.by_id = {event["id"]: (position, event) for position, event in events}
        self.parents, self.children, self.measure, self.project = {}, {}, None, {}
        self.targets, self.reports, self.amendments, self.slots, self.changed = [], {}, {}, {}, {}
        takers = {
            "PlaceDefined": self.define_place,
            "ProjectDefined": lambda _, event: setattr(self, "project", event),
            "MeasureDefined": lambda _, event: setattr(self, "measure", event),
            "TargetSet": lambda position, event: self.targets.append((position, event)),
            "ProgressReported": self.report,
            "ReportCorrected": self.amend,
            "ReportWithdrawn": self.amend,
        }
        for position, event in events:
            if event["type"] in takers:
                takers[event["type"]](position, event)
        if self.measure is None:
            raise ValueError("the measure is not defined")

    def define_place(self, _, event):
        code, parent = event.get("place"), event.get("parent", event["city"])
        if code is None:
            return
        if code in self.parents:
            self.children[self.parents[code]].remove(code)
        self.parents[code] = parent
        self.children.setdefault(parent, []).append(code)

    def report(self, position, event):
        self.reports[position] = Report(event, event, stated(event))
        if "restates" not in event:
            self.slots.setdefault(self.slot(event), []).append(self.reports[position])
            self.changed[self.slot(event)] = self.reports[position]

    def slot(self, event):
        lane = f"{event['mode']} {event['baseline']}" if "baseline" in event else event["mode"]
        where = event.get("place", event["city"]), facets_of(event), event.get("stage"), event.get("nowAt", False)
        return (*where, lane, day_of(event["asOf"]))

    def amend(self, position, event):
        acted = root = self.by_id[event["on"]]
        last = position
        while root[0] < last and "on" in root[1]:
            last, root = root[0], self.by_id[root[1]["on"]]
        if root[0] >= last:
            raise ValueError(f"@{position} acts on what is not before it")
        before = self.standing(root[0])
        self.amendments.setdefault(root[0], []).append((position, acted[0], event))
        report = self.reports.get(root[0])
        if report is None or self.standing(root[0]) == before:
            return
        report.withdrawn, report.said = self.standing(root[0])[0], self.said(root)
        report.quantity = stated(report.said)
        if "restates" not in report.event:
            self.changed[self.slot(report.event)] = report

    def standing(self, root):
        """Whether it is withdrawn, and the position of the correction in force."""
        amendments = self.amendments.get(root, ())

        def withdrawn(position):
            return any(
                event["type"] == "ReportWithdrawn" and on == position and not withdrawn(own)
                for own, on, event in amendments
            )

        corrections = [own for own, _, event in amendments if event["type"] == "ReportCorrected" and not withdrawn(own)]
        return withdrawn(root), max(corrections, default=None)

    def said(self, root):
        """The event that says the amount in force."""
        position, event = root
        corrected = self.standing(position)[1]
        return next((other for own, _, other in self.amendments.get(position, ()) if own == corrected), event)

    def targets_in_force(self):
        for position, event in self.targets:
            if not self.standing(position)[0]:
                yield position, event, self.said((position, event))

    def is_late(self, report):
        """Whether it came after it was due; None where the day of its recording can't be told here."""
        frequency, grace = self.measure.get("frequency"), self.project.get("reportsDue")
        as_of = date.fromisoformat(report.event["asOf"])
        if not frequency or not grace or as_of.year != self.measure["year"] or "restates" in report.event:
            return False
        last = {"monthly": as_of.month, "quarterly": (as_of.month + 2) // 3 * 3, "yearly": 12}[frequency]
        due = end_of_month(as_of.year, last) + timedelta(days=grace)
        if "received" in report.event:
            return date.fromisoformat(report.event["received"]) > due
        recorded = datetime.strptime(report.event["recordedAt"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
        try:
            from zoneinfo import ZoneInfo

            return recorded.astimezone(ZoneInfo(self.zone)).date() > due
        except (ImportError, LookupError, ValueError):
            return None


# Figures


class Asked:
    """Which figure of a measure: its stage, and where it counts, the baseline; None is the measure's own."""

    def __init__(self, reckoning, stage, now_at, baseline=None):
        self.stage, self.now_at, self.baseline = stage, now_at, baseline
        self.counted = reckoning.counts and not now_at
        self.total = "total" if baseline is None else f"total {baseline}"
        self.whole = [self.total] if self.counted else ["level"]
        self.lanes = ["increment", *self.whole] if self.counted else self.whole


class Reckoning:
    """The figures of the measure as of any day."""

    def __init__(self, lines):
        self.lines, self.measure = lines, lines.measure
        self.city, self.year = self.measure["city"], self.measure["year"]
        self.counts = self.measure["kind"] in ("flow", "effect")
        self.adds = self.counts or self.measure["kind"] == "stock"
        self.stages = self.measure.get("stages", ["done"])
        self.facets = self.measure.get("facets", {})
        self.own_baseline = self.measure.get("baseline", "year")
        self.cells = {}  # by series, lane and day
        for slot, reports in lines.slots.items():
            place, facets, stage, now_at, lane, day = slot
            series = place, facets, stage or self.stages[0], now_at
            days = self.cells.setdefault(series, {}).setdefault(lane, {})
            standing = [report for report in reports if not report.withdrawn]
            if lane != "increment":
                standing = standing[-1:]
            if not standing:
                continue
            quantity = Quantity()
            for report in standing:
                quantity = quantity.plus(report.quantity)
            one = standing[0] if len(standing) == 1 else None
            days[day] = Tally(quantity, day, len(standing), one, one or lines.changed[slot], day)

    def newest(self, series, lane, day):
        days = self.cells.get(series, {}).get(lane, {})
        last = max((other for other in days if other <= day), default=None)
        return None if last is None else days[last]

    def increments(self, series, after, day):
        days = self.cells.get(series, {}).get("increment", {})
        chosen = [other for other in days if other <= day and (after is None or other > after)]
        return added(days[other] for other in sorted(chosen, reverse=True))

    # Places and facets

    def children(self, place):
        return self.lines.children.get(place, [])

    def is_at_or_below(self, place, top):
        seen = set()
        while place is not None and place != top and place not in seen:
            seen.add(place)
            place = self.lines.parents.get(place)
        return place == top

    def refinements(self, facets):
        given = {name for name, _ in facets}
        for name, facet in self.facets.items():
            if facet.get("addsUp") and name not in given:
                return [facets | {(name, value)} for value in facet["values"]]
        return []

    def stands(self, ask, lanes, day, is_meant):
        return any(
            self.newest(series, lane, day)
            for series in self.cells
            if series[2:] == (ask.stage, ask.now_at) and is_meant(series[0], series[1])
            for lane in lanes
        )

    def parts(self, ask, place, facets, below, day):
        """(place, facets, with what is below, taken out): facets first, then places, and each report once."""
        splits = self.refinements(facets)
        children = self.children(place) if below else []
        parts = [(child, facets, True, False) for child in children]
        if not splits:
            return parts

        def is_undivided(at, split):
            return split == facets and at != place and self.is_at_or_below(at, place)

        if not children or not self.stands(ask, ask.lanes, day, is_undivided):
            return [(place, split, below, False) for split in splits]
        for split in splits:
            covers = self.stands(ask, ask.whole, day, lambda at, own: at == place and own >= split)
            parts.append((place, split, covers, False))
            if covers:
                parts += [(child, split, True, True) for child in children]
        return parts

    def sum_of(self, own, parts, reckon, oldest=False):
        """What is the place's own and its parts, less what these count twice."""
        whole = added([*own, *(reckon(part) for part in parts if not part[3])], oldest)
        twice = added(reckon(part) for part in parts if part[3])
        return whole.less(twice) if whole and twice else whole

    # Flows

    def opening(self, ask):
        """Whether increments count without a total, and the day after which they do."""
        if ask.baseline is not None or self.own_baseline == "unstated":
            return False, None
        if self.own_baseline == "inception":
            return True, None
        return True, day_of(f"{self.year}-01-01" if self.own_baseline == "year" else self.own_baseline) - 1

    def flow(self, ask, place, facets, below, day):
        series = place, facets, ask.stage, False
        parts = self.parts(ask, place, facets, below, day)
        if total := self.newest(series, ask.total, day):
            own = [total, self.increments(series, total.day, day)]
            return self.sum_of(own, parts, lambda part: self.growth(ask, part, total.day, day))
        counts, after = self.opening(ask)
        own = [self.increments(series, after, day)] if counts else []
        return self.sum_of(own, parts, lambda part: self.flow(ask, *part[:3], day))

    def growth(self, ask, part, after, day):
        place, facets, below, _ = part
        series = place, facets, ask.stage, False
        total = self.newest(series, ask.total, day)
        if total and total.day > after:
            before, now = (self.flow(ask, place, facets, below, end) for end in (after, day))
            if before and now:
                grown = now.less(before)
                return replace(grown, carried=True) if before.day < after else grown
        parts = self.parts(ask, place, facets, below, day)
        own = [self.increments(series, after, day)]
        return self.sum_of(own, parts, lambda part: self.growth(ask, part, after, day))

    def reconciled(self, ask, place, facets, day):
        """What the newest total says beyond the one before it and the increments between, and an opening balance."""
        series = place, facets, ask.stage, False
        total = self.newest(series, ask.total, day)
        if not total:
            return None, None
        previous, after = self.newest(series, ask.total, total.day - 1), self.opening(ask)[1]
        quantity = Quantity() if after is not None else None
        if previous:
            quantity, after = previous.quantity, previous.day
        between = self.increments(series, after, total.day)
        if not between:
            return None, None
        if quantity is None:
            return None, total.quantity.minus(between.quantity)
        if may_leave_nothing(total.quantity, [quantity, between.quantity]):
            return None, None
        return total.quantity.minus(quantity).minus(between.quantity), None

    # Levels

    def level(self, ask, place, facets, below, day):
        own = self.newest((place, facets, ask.stage, ask.now_at), "level", day)
        if not self.adds:
            return own
        if not own:
            parts = self.parts(ask, place, facets, below, day)
            return self.sum_of([], parts, lambda part: self.level(ask, *part[:3], day), oldest=True)

        def are_newer(tallies):
            return bool(tallies) and all(tally and tally.day > own.day for tally in tallies)

        splits = [self.level(ask, place, split, below, day) for split in self.refinements(facets)]
        if are_newer(splits):
            return added(splits, oldest=True)
        if not below or not are_newer([self.level(ask, child, facets, True, day) for child in self.expected(place)]):
            return own
        return added((self.level(ask, child, facets, True, day) for child in self.children(place)), oldest=True)

    def expected(self, place):
        """The children of which, or below which, reports are expected."""
        reporters = self.measure.get("reportedBy", [])
        if reporters == ["children"]:
            return self.children(place) if place == self.city else []
        return [child for child in self.children(place) if any(self.is_at_or_below(at, child) for at in reporters)]

    # All figures

    def value(self, ask, place, facets, day):
        return (self.flow if ask.counted else self.level)(ask, place, facets, True, day)

    def reaches(self, place, at):
        """Whether what is reported of a place speaks of the figures at another."""
        return self.is_at_or_below(place, at) if self.adds else place == at

    def combinations(self, at):
        found = {}
        for place, facets, stage, now_at in self.cells:
            if not self.reaches(place, at):
                continue
            found[facets, stage, now_at] = True
            given = dict(facets)
            for name in reversed(self.facets) if self.adds else ():
                if name in given and not self.facets[name].get("addsUp"):
                    break
                if name in given:
                    facets -= {(name, given[name])}
                    found[facets, stage, now_at] = True
        return list(found)

    def figures(self, at, day):
        """Every figure there is at the place through the day; what is only promised is among them."""
        figures = []
        for facets, stage, now_at in self.combinations(at):
            named = {None}
            for series, lanes in self.cells.items():
                if self.counts and not now_at and series[2:] == (stage, False) and self.is_at_or_below(series[0], at):
                    named |= {lane[6:] for lane in lanes if lane.startswith("total ")}
            for baseline in named:
                figure = Figure(self, Asked(self, stage, now_at, baseline), at, facets, day)
                figures += [figure] if figure.tally else []
            figures += self.standing_alone(Asked(self, stage, now_at), facets, at, day)
        awaited = [
            (facets_of(target), target.get("stage", self.stages[-1]))
            for _, target, _ in self.lines.targets_in_force()
            if self.reaches(target.get("place", self.city), at)
        ]
        if not figures and not awaited:
            awaited = [(frozenset(), self.stages[-1])]
        for facets, stage in awaited:
            said = {(figure.facets, figure.ask.stage, figure.ask.now_at, figure.mode) for figure in figures}
            if (facets, stage, False, None) not in said:
                figures.append(Figure(self, Asked(self, stage, False), at, facets, day))
        return figures

    def standing_alone(self, ask, facets, at, day):
        for mode in ("change", "remaining", "share"):
            tally = self.newest((at, facets, ask.stage, ask.now_at), mode, day)
            if tally and (mode == "change" or not self.is_overtaken(mode, tally, at, day)):
                yield Figure(self, ask, at, facets, day, mode, tally)

    def is_overtaken(self, mode, tally, at, day):
        """By a newer report of the measure, there or below, in any other mode but change."""
        return any(
            (newer := self.newest(series, lane, day)) and newer.day > tally.day
            for series, lanes in self.cells.items()
            if self.is_at_or_below(series[0], at)
            for lane in lanes
            if lane not in (mode, "change")
        )


class Figure:
    """One figure: the measure's value, or with a mode what stands alone beside it."""

    def __init__(self, reckoning, ask, place, facets, day, mode=None, tally=None):
        self.reckoning, self.ask, self.place, self.facets, self.day, self.mode = reckoning, ask, place, facets, day, mode
        self.tally = tally if mode else reckoning.value(ask, place, facets, day)
        own = place, facets, ask.stage, ask.now_at
        self.derived = not mode and not any(reckoning.newest(own, lane, day) for lane in ("increment", "level", ask.total))
        self.baseline = (ask.baseline or reckoning.own_baseline) if ask.counted and not mode else None
        self.identity = facets, ask.stage, ask.now_at, mode, self.baseline

    @property
    def whole(self):
        """The report that the amount is taken from whole."""
        return self.tally.report if self.tally and not self.derived else None

    def children(self):
        """How many of the places below have reported; None where nothing comes from there."""
        reckoning = self.reckoning
        if self.mode or not self.tally or not reckoning.adds or self.whole:
            return None
        children = reckoning.children(self.place)
        reported = {child for child in children if reckoning.value(self.ask, child, self.facets, self.day)}
        every = reported | set(reckoning.expected(self.place))
        return {"reported": len(reported), "expected": len(every)} if every else None

    def sealed(self):
        """As a sealed text says it but for how it has moved; and what of that could not be reckoned."""
        reckoning, measure, tally, ask = self.reckoning, self.reckoning.measure, self.tally, self.ask
        unreconciled = opening = target = None
        warnings, unjudged, children = [], [], self.children()
        if ask.counted and not self.mode:
            unreconciled, opening = reckoning.reconciled(ask, self.place, self.facets, self.day)
        if tally and tally.carried and not self.mode:
            warnings.append("carriedForward")
        if children and children["reported"] < children["expected"]:
            warnings.append("childrenMissing")
        if not self.mode and not ask.now_at and ask.baseline is None:
            targets = Targets(reckoning, self.facets, ask.stage, self.day)
            target = targets.in_use(self.place, tally and tally.quantity)
            if targets.is_milestone_missed(self.place, tally and tally.quantity):
                warnings.append("milestoneMissed")
        late = reckoning.lines.is_late(tally.newest) if tally else False
        if late:
            warnings.append("late")
        if late is None:
            unjudged.append("late")
        members = present(
            measure=measure["measure"],
            name=measure["name"],
            unit=measure["unit"],
            kind=measure["kind"],
            better=measure.get("better"),
            among=measure.get("rankOf", {}).get("among"),
            facets=dict(self.facets),
            stage=None if ask.stage == "done" else ask.stage,
            nowAt=ask.now_at,
            mode=self.mode,
            baseline=self.baseline,
            unreconciled=unreconciled and unreconciled.sealed(),
            opening=opening and opening.sealed(),
            children=children,
            target=target and target.sealed(),
            warnings=warnings,
        )
        if tally:
            late_year = self.baseline == "year" and tally.day > day_of(f"{reckoning.year}-12-31")
            as_of = date.fromordinal(tally.day).isoformat()
            members |= tally.quantity.sealed()
            members |= present(asOf=as_of, events=tally.events, derived=self.derived, afterYear=late_year)
        return self.with_report(members), unjudged

    def with_report(self, members):
        """With what only the one report says that the amount is taken from whole."""
        if not self.whole:
            return members
        event, said = self.whole.event, self.whole.said
        if event.get("place", self.reckoning.city) != self.place or facets_of(event) != self.facets:
            return members
        members.pop("bound", None)
        told = {"event": event["id"], "bound": said.get("bound"), "written": said.get("written")}
        told |= {"statedUnit": event.get("unit"), "was": event.get("was"), "due": event.get("due")}
        return members | present(**told, basis=event.get("basis"))


# Targets


@dataclass
class Target:
    """The target that a figure is held against."""

    amount: Quantity
    bound: str
    due: int
    begins: int
    decides: bool
    event: dict = None  # None: the sum of those of the places below
    said: dict = None
    share: int = None
    remaining: Quantity = None
    pace: str = None
    light: str = None

    def hold(self, value, lower_is_better, counts, day):
        """Held against a value, on a day."""
        goal, capped = self.amount.value, self.bound == "atMost"
        shares = value is not None and goal > 0 and not capped and not lower_is_better
        if value is not None:
            self.remaining = self.amount.minus(value)
        if shares:
            self.share = (2 * value.value * 10_000 + goal) // (2 * goal)
        if not self.decides:
            return self
        if value is not None and (value.value <= goal if capped else value.value >= goal):
            self.pace, self.light = "met", "green"
        elif day > self.due:
            self.pace, self.light = "overdue", "red"
        elif shares:
            elapsed, whole = day - self.begins + 1, self.due - self.begins + 1
            scale, lead = goal * whole, (value.value * whole - elapsed * goal) * 100
            self.pace = "ahead" if lead > 5 * scale else "behind" if lead < -5 * scale else "onTime"
            self.light = "green" if self.pace != "behind" else "red" if lead < -20 * scale else "yellow"
        elif value is not None:
            self.pace, self.light = "behind", "red" if counts else "yellow"
        return self

    def sealed(self):
        amount = self.amount.sealed()
        amount.pop("bound", None)
        stated_bound = self.said.get("bound", "exact") if self.said else self.amount.bound
        whole, rest = divmod(abs(self.share or 0), 100)
        share = f"{'-' if (self.share or 0) < 0 else ''}{whole}.{rest:02}"
        return amount | present(
            bound=self.bound,
            due=date.fromordinal(self.due).isoformat(),
            derived=self.event is None,
            stated=None if stated_bound == "exact" else stated_bound,
            written=self.said.get("written") if self.said else None,
            event=self.event["id"] if self.event else None,
            share=None if self.share is None else share,
            remaining=self.remaining and self.remaining.sealed(),
            pace=self.pace,
            light=self.light,
            decides=self.decides,
        )


class Targets:
    """The targets of one combination of facets and stage that hold on a day."""

    def __init__(self, reckoning, facets, stage, day):
        self.reckoning, self.facets, self.stage, self.day = reckoning, facets, stage, day
        self.every = list(reckoning.lines.targets_in_force())
        self.by_id = {event["id"]: (position, event) for position, event, _ in self.every}

    def start(self, event):
        return day_of(event.get("asOf", f"{self.reckoning.year}-01-01"))

    def rank(self, stage):
        stages = self.reckoning.stages
        return stages.index(stage) if stage in stages else len(stages) - 1

    def decides(self, event):
        return self.rank(event.get("stage")) == self.rank(self.stage)

    def held(self, place):
        """(target, its amount in force, the first day of its chain of replacements)."""
        begun = [target for target in self.every if self.start(target[1]) <= self.day]
        ended = {event.get("replaces") for _, event, _ in begun}
        for position, event, said in begun:
            if (
                event["id"] in ended
                or event.get("place", self.reckoning.city) != place
                or facets_of(event) != self.facets
                or self.rank(event.get("stage")) < self.rank(self.stage)
            ):
                continue
            first = position, event
            while (earlier := self.by_id.get(first[1].get("replaces"))) and earlier[0] < first[0]:
                first = earlier
            yield event, said, self.start(first[1])

    def bound(self, said):
        if said.get("bound", "exact") != "exact":
            return said["bound"]
        return "atMost" if self.reckoning.measure.get("better") == "down" else "atLeast"

    def in_use(self, place, value):
        held = list(self.held(place))
        coming = [target for target in held if day_of(target[0]["due"]) >= self.day]
        if not held:
            return self.sum_of_children(place, value)
        event, said, begins = (min if coming else max)(coming or held, key=lambda target: target[0]["due"])
        due, decides = day_of(event["due"]), self.decides(event)
        return self.measured(Target(stated(said), self.bound(said), due, begins, decides, event, said), value)

    def measured(self, target, value):
        lower_is_better = self.reckoning.measure.get("better") == "down"
        return target.hold(value, lower_is_better, self.reckoning.counts, self.day)

    def sum_of_children(self, place, value):
        if not self.reckoning.adds or not self.every:
            return None
        whole, begins = None, self.day
        for child in self.reckoning.children(place):
            part = self.in_use(child, None)
            if not part:
                continue
            begins = min([begins, *(start for _, _, start in self.held(child))])
            if whole is None:
                whole = part
                continue
            whole.amount, whole.due = whole.amount.plus(part.amount), max(whole.due, part.due)
            whole.decides = whole.decides and part.decides
        if whole is None:
            return None
        whole.event, whole.said, whole.begins = None, None, begins
        return self.measured(whole, value)

    def is_milestone_missed(self, place, value):
        held = list(self.held(place))

        def is_reached(said):
            goal = amount(said["value"])
            return value is not None and (value.value <= goal if self.bound(said) == "atMost" else value.value >= goal)

        return any(day_of(event["due"]) >= self.day for event, _, _ in held) and any(
            day_of(event["due"]) < self.day and self.decides(event) and not is_reached(said) for event, said, _ in held
        )


# Against a sealed text


def refigured(events, place, quarter):
    """Each figure at the place at the quarter's end, as a sealed text says it, and what of it could not be reckoned."""
    reckoning = Reckoning(Lines(events))
    year, number = int(quarter[:4]), int(quarter[5])
    ends = [end_of_month(year, month).toordinal() for month in range(1, 3 * number + 1)]
    figures = reckoning.figures(place, ends[-1])
    is_reported = any(figure.tally for figure in figures)
    values = [
        {figure.identity: figure.tally.quantity for figure in reckoning.figures(place, end) if figure.tally}
        for end in (ends if is_reported else ())
    ]
    for figure in figures:
        members, unjudged = figure.sealed()
        own = {month: known[figure.identity] for month, known in enumerate(values, 1) if figure.identity in known}
        months = {f"{year}-{month:02}": decimal(quantity.value) for month, quantity in own.items()}
        moves = figure.tally and figure.mode != "change" and reckoning.measure["kind"] != "rank"
        # No report since is not no change.
        before = own.get(3 * number - 3) if moves and number > 1 and figure.tally.day > ends[-4] else None
        moved = before and figure.tally.quantity.minus(before).sealed()
        yield members | present(months=months, sinceQuarter=moved), unjudged


def compare(sealed, events, place, quarter):
    """Yields each sealed figure with what of it was not reckoned; raises ValueError at the first that does not follow."""

    def key(figure):
        return (*(figure.get(word) for word in ("stage", "nowAt", "mode", "baseline")), facets_of(figure))

    again = {key(members): (members, unjudged) for members, unjudged in refigured(events, place, quarter)}
    # A change since a day before the plan's year may follow from the plan of the year before.
    before_year = {"sinceYear", "sinceQuarter"} if quarter.endswith("Q1") else {"sinceYear"}
    for figure in sealed:
        members, unjudged = again.pop(key(figure), (None, None))
        if members is None:
            raise ValueError(f"{name(figure)}: no such figure follows from the lines")
        is_, follows = ({word: part for word, part in flat(each)} for each in (figure, members))
        for word in sorted(is_.keys() | follows.keys(), key=lambda word: (word != "value", word != "bound", word)):
            if word.split(".")[0] in before_year or word == "warnings.late" and "late" in unjudged:
                continue
            if is_.get(word) != follows.get(word):
                raise ValueError(f"{name(figure)}: {word} is {said(is_.get(word))}, by the lines {said(follows.get(word))}")
        yield figure, unjudged + sorted(before_year & figure.keys())
    for members, _ in again.values():
        raise ValueError(f"{name(members)}: follows from the lines and is left out")


def flat(value, path=""):
    """(path, value) of each leaf; a word in a list is a path of its own."""
    if isinstance(value, dict):
        for word, part in value.items():
            yield from flat(part, f"{path}.{word}" if path else word)
    elif isinstance(value, list):
        yield from ((f"{path}.{part}", True) for part in value)
    else:
        yield path, value


def said(value):
    return "not there" if value is None else repr(value)


def name(figure):
    """The figure in the words of its sealed text, without the usual ones."""
    words = [figure["measure"], figure.get("stage"), "nowAt" if figure.get("nowAt") else None, figure.get("mode")]
    words.append(None if figure.get("baseline") == "year" else figure.get("baseline"))
    words += [f"{facet}={value}" for facet, value in sorted(figure.get("facets", {}).items())]
    return " ".join(word for word in words if word)
