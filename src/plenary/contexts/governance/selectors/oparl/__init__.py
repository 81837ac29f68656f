"""What the whole world reads of meetings under OParl: what it ought to be, and what is kept of it."""
