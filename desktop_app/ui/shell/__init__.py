"""The frame of the window: bars, rail, banners, and who decides (``controller``)."""
