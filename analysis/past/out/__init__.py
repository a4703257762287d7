"""What a leader takes home: a table with every post, and a report to read aloud from. Made offline; nothing is sent."""
