"""The control interface: everything that people do and see in the sandbox, over HTTP."""
