"""The secretary's screen while a meeting sits: one page, saved thing by thing."""
