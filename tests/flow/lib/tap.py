"""The Test Anything Protocol, for prove: one line a check, and the difference for a failed one."""

import sys
import traceback

LONGEST_DETAIL = 600


class Story:
    """Counts checks; used through run_story."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, passed, name, detail=None):
        self.count += 1
        if not passed:
            self.failed += 1
        print(f"{'ok' if passed else 'not ok'} {self.count} - {name}", flush=True)
        if not passed:
            self.blame(f"{name}\n{'' if detail is None else str(detail)[:LONGEST_DETAIL]}")
        return bool(passed)

    def is_(self, got, expected, name):
        return self.ok(got == expected, name, f"     got: {got!r}\nexpected: {expected!r}")

    def contains(self, text, part, name):
        return self.ok(part in text, name, f"{part!r} is not in {text!r}")

    def blame(self, text):
        """Prints the difference where prove shows it: on stderr."""
        for line in text.splitlines():
            print(f"#   {line}", file=sys.stderr, flush=True)

    def diag(self, text):
        for line in text.splitlines():
            print(f"# {line}", flush=True)


def run_story(tell):
    """Runs tell(story) and exits as prove expects; an exception counts as a failure."""
    story = Story()
    try:
        tell(story)
    except Exception:
        story.ok(False, "the story ran to its end", "\n".join(traceback.format_exc().splitlines()[-8:]))
    print(f"1..{story.count}", flush=True)
    sys.exit(1 if story.failed or not story.count else 0)


def skip_all(reason):
    print(f"1..0 # SKIP {reason}", flush=True)
    sys.exit(0)
