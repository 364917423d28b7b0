"""Addresses of the 1-to-4 board, and of a trainer's leaving and his successor."""

from django.urls import path

from households.care import leaving_views, views

urlpatterns = [
    path("villages/<int:target_pk>/board/", views.assignment_board, name="assignment-board"),
    path("villages/<int:target_pk>/board/move/", views.assignment_move, name="assignment-move"),
    path("villages/<int:target_pk>/board/swap/", views.assignment_swap, name="assignment-swap"),
    path("villages/<int:target_pk>/board/history/", views.board_history, name="board-history"),
    path("trainers/<int:pk>/retire/", leaving_views.trainer_retire, name="trainer-retire"),
    path("trainers/<int:pk>/replace/", leaving_views.trainer_replace, name="trainer-replace"),
]
