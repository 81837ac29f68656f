"""Made by ``makemigrations`` where the project is generated."""
