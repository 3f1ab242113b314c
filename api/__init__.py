"""Every way in: HTTP, the chat widget, the command line."""
