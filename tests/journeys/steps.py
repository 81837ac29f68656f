"""What several journeys do on their way."""

import os
import re

import pytest

IS_SHORT = bool(os.environ.get("PLENARY_SHORT_WALK"))


def in_languages(short):
    """Walk a journey in both languages; where time is short, in the one named."""
    return pytest.mark.parametrize("language", [short] if IS_SHORT else ["en", "zh"])


def led_and_under_way(unit):
    """Open a task that the unit leads and reports on, whatever others have reported; give its path."""
    unit.open("/asked/")
    own = unit.page.locator("table.asked tbody a").first.get_attribute("href").rpartition("=")[2]
    unit.open(f"/tasks/?state=open&unit={own}")
    unit.page.locator("main td a[href^='/tasks/']").first.click()
    unit.page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    return unit.path
