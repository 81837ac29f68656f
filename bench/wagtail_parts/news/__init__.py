"""The newsroom that the stock project is given: kinds of page, their templates, a feed."""
