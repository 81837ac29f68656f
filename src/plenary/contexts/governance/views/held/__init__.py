"""Opening to more readers what the class of a paper holds back."""
