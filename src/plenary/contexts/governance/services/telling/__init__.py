"""What people are told without having asked: of tasks, and once a day by mail."""
