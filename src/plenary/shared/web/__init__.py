"""Pieces that every page needs: templates, the page's context, answers to refusals."""
