"""Checks on the writing itself: objectives, test items, gaps, references, balance, reading level.

Plain Python: no Django, no network. The same text always gives the same answer.
"""
