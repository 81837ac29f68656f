"""Questions to the term base; each begins with what the actor may see."""
