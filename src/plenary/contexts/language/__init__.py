"""Language: the term base, and the checks of Chinese texts against their English."""
