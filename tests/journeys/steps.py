"""What several journeys do on their way."""

import re


def led_and_under_way(unit):
    """Open a task that the unit leads and reports on, whatever others have reported; give its path."""
    unit.open("/asked/")
    own = unit.page.locator("table.asked tbody a").first.get_attribute("href").rpartition("=")[2]
    unit.open(f"/tasks/?state=open&unit={own}")
    unit.page.locator("main td a[href^='/tasks/']").first.click()
    unit.page.wait_for_url(re.compile(r"/tasks/\d+/$"))
    return unit.path
