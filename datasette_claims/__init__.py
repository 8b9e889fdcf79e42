"""The open-source claims desk: who said what about which claim, when, in which words and through whom.

This file holds the Datasette hooks and nothing else; each is one call.
"""

from datasette import hookimpl

__version__ = "0.1a0"


@hookimpl
def register_routes(datasette):
    from .pages import list_routes

    return list_routes(datasette)


@hookimpl
def handle_exception(datasette, request, exception):
    from .pages.missing import explain

    return explain(datasette, request, exception)


@hookimpl
def render_cell(value, column, table, database, datasette):
    from .pages.cells import show_cell

    return show_cell(datasette, database, table, column, value)


@hookimpl
def extra_css_urls(database, view_name, datasette):
    from .pages.cells import list_styles

    return list_styles(datasette, database, view_name)


@hookimpl
def table_actions(datasette, database, table):
    from .pages.cells import list_actions

    return list_actions(datasette, database, table)


@hookimpl
def view_actions(datasette, database, view):  # 1.0 asks for views by themselves
    from .pages.cells import list_actions

    return list_actions(datasette, database, view)


@hookimpl
def filters_from_request(request, database, table, datasette):
    from .pages.views import filter_topic

    return filter_topic(datasette, database, table, request)


@hookimpl
def canned_queries(datasette, database):
    from .site import list_questions

    return list_questions(datasette, database)


@hookimpl
def startup(datasette):
    from .site import prepare_site

    return prepare_site(datasette)


@hookimpl
def prepare_connection(conn, database, datasette):
    from .site import map_file

    map_file(conn, database, datasette)


@hookimpl
def asgi_wrapper(datasette):
    from .pages import warm_pages
    from .site import wrap_site

    return wrap_site(datasette, warm_pages)


@hookimpl
def skip_csrf(datasette, scope):
    from .site import only_reads

    return only_reads(datasette, scope)


@hookimpl
def graphql_extra_fields(datasette, database):
    from .graphql import list_root_fields

    return list_root_fields(datasette, database)


@hookimpl
def register_commands(cli):
    from .cli import register_commands

    register_commands(cli)
