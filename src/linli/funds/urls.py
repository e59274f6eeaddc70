"""Addresses of funds."""

from django.urls import path, re_path

from .views import desk, papers, public, publishing

app_name = "funds"
urlpatterns = [
    path("funds/", public.accounts, name="accounts"),
    path("funds/<int:key>/", public.statement, name="statement"),
    path("funds/<int:key>/board.pdf", public.board, name="board"),
    path("desk/funds/", desk.line_list, name="lines"),
    path("desk/funds/export.xlsx", papers.workbook, name="workbook"),
    path("desk/funds/journal.beancount", papers.journal, name="journal"),
    path("desk/funds/new/", desk.new_line, name="new_line"),
    path("desk/funds/lines/<int:key>/", desk.line, name="line"),
    path("desk/funds/expenditures/<int:key>/", desk.expenditure, name="expenditure"),
    path("desk/funds/entries/<int:key>/", desk.entry, name="entry"),
    path("desk/funds/entries/<int:key>/voucher.pdf", papers.voucher, name="voucher"),
    re_path(r"^desk/funds/papers/(?P<name>[0-9a-f]{32}\.(?:jpg|pdf))$", papers.paper, name="paper"),
    path("desk/funds/publish/", publishing.publish, name="publish"),
    path("desk/funds/questions/", publishing.questions, name="questions"),
]
