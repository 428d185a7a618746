"""People and records of the model."""

from dataclasses import dataclass, field
from datetime import date, datetime

REGION = {"69": "84", "38": "84", "06": "93", "13": "93", "75": "11"}
IMS_SIDE = ("ims", "antenne", "entreprise")
LISTS = {"cnml": "offres evenements newsletter diagnostics", "association_regionale": "offres evenements newsletter parrainage", "mission_locale": "offres evenements newsletter",
         "ims": "cv evenements newsletter parrainage diagnostics", "antenne": "evenements newsletter parrainage", "entreprise": "evenements newsletter parrainage"}


@dataclass
class Contact:
    email: str
    organisation: str
    kind: str
    department: str = None
    region: str = None
    frequency: str = "immediat"
    is_steering: bool = False
    lists: set = None  # defaults of its kind, until others are chosen
    is_active: bool = True
    is_elsewhere: bool = False  # has chosen a part of the territory without any events

    def __post_init__(self):
        self.lists, self.filed = set(LISTS[self.kind].split()), self.frequency

    def holds(self, department):
        if self.kind in ("cnml", "ims"):
            return True
        if self.is_elsewhere:
            return False
        return self.region == REGION[department] if self.kind == "association_regionale" else self.department == department

    @property
    def side(self):
        return "ims" if self.kind in IMS_SIDE else "cnml"


@dataclass
class Record:
    """An offer, event, call, candidate, committee or regional agreement, with the data that the model
    needs."""

    ref: str
    now: datetime
    sender: Contact
    department: str = None
    deadline: date = None
    status: str = "open"
    closed: datetime = None
    start: datetime = None
    kind: str = None
    co_side: str = None
    told: dict = field(default_factory=dict)  # of each reader: whether the offer was shown
    waiting: set = field(default_factory=set)  # readers with news for their digest
    answers: dict = field(default_factory=dict)
    acts: dict = field(default_factory=dict)
    erasures: dict = field(default_factory=dict)  # of each holder of a CV: when it was asked to erase it, once or twice; None: done

    @property
    def is_over(self):
        return self.status != "open"


def unique(values):
    return list({getattr(value, "email", value): value for value in values}.values())
