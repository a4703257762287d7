"""The parts of the page "Balance", in the order in which a leader meets them."""
