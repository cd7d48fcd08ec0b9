"""FoxAPI: one gateway in front of many models; create a task, then ask for it until it is done."""
