"""Rules as pure Python: values in, values out. No Django, no disk, no network, no clock."""
