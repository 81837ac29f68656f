"""What every context stands on: accounts, organisations, people, texts, documents, calendar, audit."""
