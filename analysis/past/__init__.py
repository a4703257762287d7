"""Past posts as a leader looks at them: one row a post, and what the rows say together.

`gather` reviews an archive into a frame. Everything else is a pure function of that frame: summaries, insights,
corrections, targets, an overview of several leaders, and files to take home.
"""
