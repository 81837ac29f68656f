"""What is done with the statements of reports beside drafting and editing them."""
