"""Days in the specification's terms (section 7), computed independently of the program: holidays, working
days, periods."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def easter(year):
    """Sunday of Easter (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays(year):
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    return {date(year, *day) for day in fixed} | {easter(year) + timedelta(days=after) for after in (1, 39, 50)}


def is_working(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def working_before(day, count):
    while count:
        day -= timedelta(days=1)
        count -= is_working(day)
    return day


def first_working(day):
    while not is_working(day):
        day += timedelta(days=1)
    return day


def hour(day, clock):
    return datetime(day.year, day.month, day.day, clock, tzinfo=PARIS)


def local_day(moment):
    return moment.astimezone(PARIS).date()


def months_later(day, count):
    """The same day of a later month, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def week_of(day):
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


# kind: hour, whether it is due on a day, name of its period
SERIES = {
    "newsletter": (9, lambda day: day == first_working(day.replace(day=1)), lambda day: f"{day:%Y-%m}"),
    "digest_daily": (8, is_working, date.isoformat),
    "digest_weekly": (8, lambda day: day == first_working(day - timedelta(days=day.weekday())), week_of),
    "operator_summary": (7, lambda day: True, date.isoformat),
    "duties": (10, lambda day: day.month % 3 == 1 and day == first_working(day.replace(day=1)), lambda day: f"{day.year}-Q{day.month // 3 + 1}"),
    "report_draft": (9, lambda day: (day.month, day.day) == (1, 15), lambda day: f"{day.year - 1}"),
}


def due_between(kind, after, until):
    """(hour, name) of its periods due in that time, both ends included."""
    clock, falls_on, name = SERIES[kind]
    day, found = local_day(after), []
    while hour(day, clock) <= until:
        if falls_on(day) and hour(day, clock) >= after:
            found.append((hour(day, clock), name(day)))
        day += timedelta(days=1)
    return found


def next_due(kind, now):
    clock, falls_on, _ = SERIES[kind]
    day = local_day(now)
    while not falls_on(day) or hour(day, clock) <= now:
        day += timedelta(days=1)
    return day
