"""The two fictional demo people: who they are, what they wrote, and the files that hold it. No Django."""
