"""Behind the page where rules are edited: change a pack's text, see what it does, save it, undo it, share it. Knows no screen."""
