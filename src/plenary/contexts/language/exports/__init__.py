"""Files of terms to take away."""
