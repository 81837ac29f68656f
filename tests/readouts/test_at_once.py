"""Many files are read in processes of their own, and one that is lost takes no other with it."""

import os
import signal

from plenary.readout.at_once import at_once
from plenary.readout.outcomes import Source

TEXT = "The council met. The meeting stressed that efforts will be made to improve public services."


class Deadly(Source):
    """A file whose reading ends the process, as running out of memory does."""

    __slots__ = ()

    def content(self):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_lost_process_takes_no_other_file_with_it(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(TEXT)
    good = Source.named(str(path))
    found = list(at_once([good, Deadly("bad", "bad"), good, good], "en", 2))
    assert [outcome.error and outcome.error.code for outcome in found] == [
        None,
        "worker-lost",
        None,
        None,
    ]
    assert all(outcome.draft for outcome in found if outcome.error is None)
