"""Addresses of sign-in. Of allauth only what the office uses: no sign-up, no e-mail, no reset by e-mail."""

from allauth.account import views as account
from django.urls import include, path

from samma.accounts import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/none/", views.no_password, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("phone/<str:token>/", views.phone_invite, name="phone-invite"),
]
