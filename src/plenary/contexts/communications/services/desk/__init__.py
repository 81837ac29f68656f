"""What is done at the translation desk."""
