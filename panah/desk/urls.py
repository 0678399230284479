from django.urls import path

from panah.desk.views import account, command, oversight, work

app_name = "desk"
urlpatterns = [
    path("", work.work_list, name="work_list"),
    path("desk/search/", command.command_search, name="command_search"),
    path("desk/account/", account.account_read, name="account_read"),
    path("desk/log/", oversight.entry_list, name="entry_list"),
    path("language/", account.language_choose, name="language_choose"),
]
