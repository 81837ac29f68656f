"""OParl 1.1: what is released of meetings, for programs of anybody."""
