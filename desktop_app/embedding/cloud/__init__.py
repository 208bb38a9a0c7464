"""Models that run at a provider, used only for folders whose owner said yes to it."""
