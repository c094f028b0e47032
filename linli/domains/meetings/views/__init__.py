"""The pages of meetings: bodies, meetings, what was resolved."""
