"""Search: the box, its filters, the results with their passages, and the way back.

``SearchController`` decides, ``SearchPage`` shows; between them go ``Question`` and ``Answer``.
"""
