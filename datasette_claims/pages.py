"""Handlers of the pages: permission, query, 404, render."""


def list_routes(datasette):
    return []
