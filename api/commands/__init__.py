"""The commands, one module for each way of using them. They hand every line of output to `out`.

Each imports what it needs when it runs: the model and the indexes take longer to load than `--help` may.
"""
