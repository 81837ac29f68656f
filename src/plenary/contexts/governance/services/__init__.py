"""The only writers of governance's records, one verb each."""
