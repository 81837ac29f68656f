"""The subcommands of ``plenary`` that run the installation."""
