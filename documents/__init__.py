"""Recognise, read, check, clean and draw documents. Plain Python: no Django, no network.

The functions here parse hostile input. The site calls them only through `documents.limits.run()`,
in a child process with limits on memory, processor time and wall time.
"""
