"""What is asked of a meeting before it is held: topics, papers, the agenda."""
